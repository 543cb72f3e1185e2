### Sentences about queries, and the names of the field's terms

query-unknown-field-nearest = There is no field “{ $field }” (at { $at }). Did you mean “{ $nearest }”?
query-unknown-field = There is no field “{ $field }” (at { $at }). Press F1 or see “daren keys” for the fields.
query-no-value = “{ $field }” needs a value (at { $at }).
query-not-a-number = “{ $text }” is not a number for “{ $field }” (at { $at }). Write 20000, 20k, 1.5M, 2万 or a range 20k..100k.
query-not-a-percent = “{ $text }” is not a number of percent for “{ $field }” (at { $at }). Write 60, 2.5 or a range 20..40.
query-not-numeric = “{ $field }” is not a number, so it takes “:”, not “>” or “<” (at { $at }).
query-unknown-value-nearest = “{ $field }” does not know “{ $text }” (at { $at }). Did you mean “{ $nearest }”?
query-unknown-value = “{ $field }” does not know “{ $text }” (at { $at }).
query-not-among = “{ $field }” does not know “{ $text }” (at { $at }). It knows: { $known }.
query-connector = “{ $word }” is not needed (at { $at }): conditions are joined with “and” by a blank; “or” is a comma inside one condition, as in region:US,GB.
query-ambiguous-tier = “{ $name }” is a tier of several schemes: { $schemes } (at { $at }). Add scheme:… to say which.
query-two-schemes = “{ $name }” belongs to another tier scheme (at { $at }). A query can use one scheme.
query-open-quote = The quote that opens at { $at } is not closed.
query-not-money = “{ $field }” is not money, so it takes no currency (at { $at }).
query-backwards = The range “{ $text }” ends below its start (at { $at }).
# What a change did: parts of sentences, without a full stop.
did-import = import of { $name }{ $n ->
    [0] { "" }
    [1] { " " }(1 { $to ->
        [rows] row
       *[other] creator
    })
   *[other] { " " }({ $n-shown } { $to ->
        [rows] rows
       *[other] creators
    })
}
did-undo-import = import of { $name } taken back
did-tag = tag “{ $name }” on { $n ->
    [1] { $who }
   *[other] { $n-shown } creators
}
did-untag = tag “{ $name }” off { $n ->
    [1] { $who }
   *[other] { $n-shown } creators
}
did-tag-rename = tag “{ $name }” renamed to “{ $to }”
did-tag-merge = tag “{ $name }” merged into “{ $to }”
did-tag-delete = tag “{ $name }” deleted
did-tag-group = tag “{ $name }” { $to ->
    [none] taken out of its group
   *[other] put into group “{ $to }”
}
did-group-colour = colour of group “{ $name }” changed
did-note = note on { $n ->
    [1] { $who }
   *[other] { $n-shown } creators
}{ $to ->
    [none] { "" }
   *[other] : “{ $to }”
}
did-note-edit = note on { $n ->
    [1] { $who }
   *[other] { $n-shown } creators
} changed{ $to ->
    [none] { "" }
   *[other] : “{ $to }”
}
did-note-delete = note on { $n ->
    [1] { $who }
   *[other] { $n-shown } creators
} deleted{ $to ->
    [none] { "" }
   *[other] : “{ $to }”
}
did-list = { $n ->
    [1] { $who }
   *[other] { $n-shown } creators
} added to list “{ $name }”
did-unlist = { $n ->
    [1] { $who }
   *[other] { $n-shown } creators
} taken off list “{ $name }”
did-list-make = list “{ $name }” made
did-list-rename = list “{ $name }” renamed to “{ $to }”
did-list-delete = list “{ $name }” deleted
did-list-target = target of list “{ $name }” { $to ->
    [none] taken away
   *[other] set to { $to }
}
did-list-reason = reason for { $n ->
    [1] { $who }
   *[other] { $n-shown } creators
} on list “{ $name }”{ $to ->
    [none] {" "}taken away
   *[other] : { $to }
}
did-list-order = { $n ->
    [1] { $who }
   *[other] { $n-shown } creators
} moved to place { $to } of list “{ $name }”
did-list-freeze = list “{ $name }” frozen as “{ $to }”
did-dismiss = suggestion “{ $name }” turned down for { $n ->
    [1] { $who }
   *[other] { $n-shown } creators
}
did-undo = taken back
did-redo = done again
did-other = a change made by a newer daren
