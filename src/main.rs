//! The program `daren`; everything is in the library.

fn main() {}
