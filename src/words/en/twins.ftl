## Creators that are one person.

did-merge = { $name } merged into { $to }
did-apart = { $name } and { $to } marked as two people
store-same-creator = These two are one creator already.
store-not-merged = This creator has not been merged into another one.
twins-title = Same person? · { $n ->
    [one] 1 pair
   *[other] { $n-shown } pairs
}
twins-none = Nobody here looks like somebody else. Mark two creators and press M to put them side by side.
twins-looking = looking through the pool …
twins-and = {", "}
twins-merged = merged: x separates them
twins-marked = marked by you
twins-are-one = They are one already; x separates them.
twins-sign-platform-id = same platform id
twins-sign-former-handle = had this handle before
twins-sign-email = same e-mail
twins-sign-handle = same handle
twins-sign-near-handle = similar handle
twins-sign-name = same name
card-elsewhere = also on
context-twins = Creators that may be one person
do-twins = Creators that may be one person: found, marked, or on this card
hint-twins = same person?
do-twins-merge = Make one of them: the right one goes into the left one
hint-twins-merge = merge
do-twins-swap = The other one stays
hint-twins-swap = swap
do-twins-apart = They are two: do not offer them again, or separate those that were merged
hint-twins-apart = two people
cli-duplicates = Pairs of creators that may be one person, and what they share
cli-duplicates-first = stays
cli-duplicates-second = goes
cli-duplicates-signs = what they share
cli-merge = Make one of two creators: the first goes into the second
cli-arg-merge-into = The one that stays
cli-separate = Make two of one again: this one had gone into another
cli-separated = Separated: { $what }.
cli-arg-platform-handle = Handle, link or platform id; douyin:HANDLE where two platforms have it
cli-duplicates-none = Nobody in the pool looks like somebody else.
