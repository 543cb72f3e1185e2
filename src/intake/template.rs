//! The native files: their columns, and one example row each.

use crate::domain::collab::native::File;

/// A native file.
pub(super) struct Native {
    /// Its name in `daren template NAME`.
    pub name: &'static str,
    columns: Columns,
}

/// Where its columns are told.
enum Columns {
    /// Here: `name=example`, a line each; required ones begin with `*`.
    Here(&'static str),
    /// Where the tables of the pool file read them too.
    There(&'static File),
}

impl Native {
    /// Name and example of each column.
    pub fn columns(&self) -> Box<dyn Iterator<Item = (&'static str, &'static str)>> {
        match self.columns {
            Columns::Here(lines) => Box::new(lines.lines().filter_map(|line| {
                let (name, example) = line.split_once('=')?;
                Some((name.trim().trim_start_matches('*'), example))
            })),
            Columns::There(file) => Box::new(file.fields.iter().map(|f| (f.key, f.example))),
        }
    }

    /// The columns a file must have.
    pub fn required(&self) -> Vec<&'static str> {
        match self.columns {
            Columns::Here(lines) => lines
                .lines()
                .filter_map(|line| line.trim().strip_prefix('*')?.split('=').next())
                .collect(),
            Columns::There(file) => file.needed().map(|f| f.key).collect(),
        }
    }
}

/// The names of all native files.
pub const NAMES: [&str; 18] = [
    "creators",
    "products",
    "product_links",
    "members",
    "campaigns",
    "collaborations",
    "samples",
    "contents",
    "orders",
    "buyers",
    "costs",
    "margins",
    "stage_moves",
    "outreach",
    "agreements",
    "plans",
    "plan_creators",
    "decisions",
];

const CREATORS: &str = "*handle=anna.sells\nplatform=tiktok\nplatform_id=6726567136771015686\ndisplay_name=Anna\nurl=https://www.tiktok.com/@anna.sells\nregion=GB\nlanguage=en\nfollowers=25300\ncategories=Beauty|Home\ntags=核心达人\nemail=anna@example.com\ncontact=WhatsApp +44 20 7946 0000\nbio=Small flat, big ideas\nfemale_share=0.72\nmale_share=0.28\nage_13_17_share=0.05\nage_18_24_share=0.4\nage_25_34_share=0.35\nage_35_44_share=0.15\nage_45_plus_share=0.05\ntop_regions=GB:0.62|IE:0.11\nposts_30d=18\nlives_30d=4\nviews_30d=410000\nlikes_30d=24600\ncomments_30d=1900\nshares_30d=850\ncompletion_rate=21.5%\nproducts_28d=6\norders_30d=312\nitems_30d=340\ngmv_30d=5820.50\nrefunds_30d=210.00\nclicks_30d=9400\ncurrency=GBP\nprice_low=9.99\nprice_high=39.00\nbrands=Brand A|Brand B\nfulfilment_rate=0.9\nreply_rate=75%\nown=no\nnote=Prefers story videos\nas_of=2026-08-31";

/// All native files, in the order of [`NAMES`].
pub(super) fn files() -> impl Iterator<Item = Native> {
    NAMES.into_iter().filter_map(|name| {
        let columns = match name {
            "creators" => Columns::Here(CREATORS),
            other => Columns::There(File::named(other)?),
        };
        Some(Native { name, columns })
    })
}

/// Header and one example row of a native file, as CSV. `None` where there is no such file.
pub fn native_template(name: &str) -> Option<String> {
    let file = files().find(|f| f.name == name.trim())?;
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(file.columns().map(|c| c.0)).ok()?;
    writer.write_record(file.columns().map(|c| c.1)).ok()?;
    String::from_utf8(writer.into_inner().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_native_file_has_one() {
        for name in NAMES {
            let text = native_template(name).unwrap();
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let columns = reader.headers().unwrap().len();
            let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
            assert_eq!(rows.len(), 1, "{name}");
            assert_eq!(rows[0].len(), columns, "{name}");
        }
        assert_eq!(native_template("nothing"), None);
        assert!(
            native_template("creators")
                .unwrap()
                .starts_with("handle,platform,platform_id,display_name")
        );
    }

    #[test]
    fn required_columns_come_first() {
        assert_eq!(files().count(), NAMES.len());
        for file in files() {
            let required = file.required();
            let first: Vec<_> = file.columns().map(|c| c.0).take(required.len()).collect();
            assert!(!required.is_empty());
            assert_eq!(required, first, "{}", file.name);
        }
    }
}
