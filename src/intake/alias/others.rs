//! Words that are no columns.

/// Words that show a column of money made from sales, for the warning that none was taken.
pub const SALES_WORDS: [&str; 5] = ["gmv", "销售额", "成交金额", "成交额", "revenue"];
