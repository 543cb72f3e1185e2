## Creators that are one person.

did-merge = { $name } merged into { $to }
did-apart = { $name } and { $to } marked as two people
store-same-creator = These two are one creator already.
store-not-merged = This creator has not been merged into another one.
