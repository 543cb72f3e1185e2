//! The program itself in a real pseudo-terminal: each file one of the ways in which terminals are met with.

mod basics;
mod breaking;
mod frames;
mod inside;
mod keys;
mod leaving;
mod letters;
mod plain;
mod sizes;
mod together;
