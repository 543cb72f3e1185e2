//! What the field means by its words: tiers, metrics, benchmarks, money, filters. No I/O, no clock.
//!
//! Sources, cited as S0 to S4 in comments: S0 reviewing creator campaigns; S1 tiers, funnel, ROI and the asset pool;
//! S2 a TikTok Shop seller's guide to finding creators; S3 computing influencer ROI; S4 the FACT matrix and diagnosis.

pub mod answer;
pub mod collab;
pub mod column;
pub mod creator;
pub mod deed;
pub mod facet;
pub mod field;
pub mod filter;
pub mod label;
pub mod message;
pub mod metrics;
pub mod money;
pub mod note;
pub mod number;
pub mod order;
pub mod origin;
pub mod profile;
pub mod returns;
pub mod review;
pub mod sketch;
pub mod suggest;
pub mod tier;
pub mod twin;
pub mod view;
