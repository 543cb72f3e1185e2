### work: collaborations, the board, outreach and plans

## what files and fields say

native-member-unknown = Nobody in the team is called { $name }. Import the members first, or put the name in as the pool has it (daren members).
native-ref-unknown = No collaboration has the number { $ref }. Import the collaborations first.
typed-date = “{ $value }” is no day. Write 2026-12-01, 12-01, +3d, +2w, fri, today or tomorrow.
typed-money = “{ $value }” is no sum of money. Write 800, 1,200.50, 2k or 800 GBP.
typed-no-currency = This needs a currency: write the sum with it, as 800 GBP.
typed-ratio = “{ $value }” is no share from 0 to 100 %. Write 15% or 0.15.
typed-count = “{ $value }” is no whole number from 0 on.
typed-hours = “{ $value }” is no number of hours. Write 0.5 or 3.
typed-currency = “{ $value }” is no currency. Write a code of three letters, such as USD.
typed-choice = “{ $value }” is none of: { $choices }.
