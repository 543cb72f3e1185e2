//! The native files: their columns, and one example row each.

/// A native file. Columns are `name=example`; required ones begin with `*`.
pub(super) struct Native {
    /// Its name in `daren template NAME`.
    pub name: &'static str,
    columns: &'static str,
}

impl Native {
    /// Name and example of each column.
    pub fn columns(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.columns.lines().filter_map(|line| {
            let (name, example) = line.split_once('=')?;
            Some((name.trim().trim_start_matches('*'), example))
        })
    }

    /// The columns a file must have.
    pub fn required(&self) -> impl Iterator<Item = &'static str> {
        self.columns
            .lines()
            .filter_map(|line| line.trim().strip_prefix('*')?.split('=').next())
    }
}

/// The names of all native files.
pub const NAMES: [&str; 11] = [
    "creators",
    "products",
    "product_links",
    "members",
    "campaigns",
    "collaborations",
    "contents",
    "orders",
    "buyers",
    "stage_moves",
    "outreach",
];

pub(super) const FILES: [Native; 11] = [
    Native {
        name: "creators",
        columns: "*handle=anna.sells\nplatform=tiktok\nplatform_id=6726567136771015686\ndisplay_name=Anna\nurl=https://www.tiktok.com/@anna.sells\nregion=GB\nlanguage=en\nfollowers=25300\ncategories=Beauty|Home\ntags=核心达人\nemail=anna@example.com\ncontact=WhatsApp +44 20 7946 0000\nbio=Small flat, big ideas\nfemale_share=0.72\nmale_share=0.28\nage_13_17_share=0.05\nage_18_24_share=0.4\nage_25_34_share=0.35\nage_35_44_share=0.15\nage_45_plus_share=0.05\ntop_regions=GB:0.62|IE:0.11\nposts_30d=18\nlives_30d=4\nviews_30d=410000\nlikes_30d=24600\ncomments_30d=1900\nshares_30d=850\ncompletion_rate=21.5%\nproducts_28d=6\norders_30d=312\nitems_30d=340\ngmv_30d=5820.50\nrefunds_30d=210.00\nclicks_30d=9400\ncurrency=GBP\nprice_low=9.99\nprice_high=39.00\nbrands=Brand A|Brand B\nfulfilment_rate=0.9\nreply_rate=75%\nown=no\nnote=Prefers story videos\nas_of=2026-08-31",
    },
    Native {
        name: "products",
        columns: "*product_id=1729697274006116523\nname=Storage box, 3 pieces\ncategory=Home\nmargin_rate=0.3\nunit_cost=4.20\ncurrency=GBP\ntarget=female>=60 age:25-34 region:GB",
    },
    Native {
        name: "product_links",
        columns: "*link_id=1729735804972079275\n*product_id=1729697274006116523\nvariant=blue",
    },
    Native {
        name: "members",
        columns: "*name=Li Na\nlogin=lina\nrole=bd",
    },
    Native {
        name: "campaigns",
        columns: "*name=November sale\ngoal=sales\nfact=campaign\nstarts=2026-11-01\nends=2026-11-30\nbudget=10000.00\ncurrency=GBP\ntarget=female>=60 region:GB",
    },
    Native {
        name: "collaborations",
        columns: "*ref=2026-0001\n*handle=anna.sells\ncampaign=November sale\nproduct_id=1729697274006116523\nowner=Li Na\nstage=published\nmode=base_commission\nfact=alliance\nsession=mixed\ncommission_rate=0.15\ncommission=120.00\nfixed_fee=80.00\nsample_cost=12.00\nshipping=8.00\nboost=0\nlabour_hours=0.5\nlabour_rate=30.00\nother_cost=0\ncurrency=GBP\nmargin_rate=0.3\ngmv=800.00\nrefunds=40.00\nindirect_gmv=0\norders=42\nitems=45\nbuyers=40\nrepeat_buyers=6\nplays=56000\nproduct_impressions=31000\nclicks=1400\nadd_to_carts=180\nsamples_sent=1\nsamples_received=1\nsamples_posted=1\nstarted=2026-11-02\ndue=2026-11-12\nended=2026-11-20\nlicence_scope=paid ads\nlicence_until=2027-05-31\ndiscount_code=ANNA10\nutm=anna-nov\nfollower_gain=120\nsite_visits=300\nbrand_searches=45\nnote=Second video agreed",
    },
    Native {
        name: "contents",
        columns: "*content_id=7640570208339512584\n*handle=anna.sells\nref=2026-0001\nproduct_id=1729697274006116523\nkind=video\nstyle=story\ntitle=Three boxes, one drawer\nurl=https://www.tiktok.com/@anna.sells/video/7640570208339512584\nposted_at=2026-11-05\nplays=56000\nlikes=3100\ncomments=210\nshares=90\ncompletion_rate=0.22\nproduct_impressions=31000\nclicks=1400\nadd_to_carts=180\norders=42\ngmv=800.00\ncurrency=GBP\nnote=Asks for a blue one",
    },
    Native {
        name: "orders",
        columns: "*order_id=577000000000000001\n*product_id=1729697274006116523\n*sku_id=1729735804972079275\n*handle=anna.sells\nref=2026-0001\nlink_id=1729735804972079275\ncontent_id=7640570208339512584\nordered_at=2026-11-05T20:14:00\npaid=19.99\ncurrency=GBP\nquantity=1\nrefunded=0\ncommission=3.00\nchannel=direct",
    },
    Native {
        name: "buyers",
        columns: "*ref=2026-0001\nage_13_17_share=0\nage_18_24_share=0.2\nage_25_34_share=0.55\nage_35_44_share=0.2\nage_45_plus_share=0.05\nfemale_share=0.8",
    },
    Native {
        name: "stage_moves",
        columns: "*ref=2026-0001\n*stage=contacted\nat=2026-10-20T10:00:00\nby=Li Na",
    },
    Native {
        name: "outreach",
        columns: "*handle=anna.sells\n*at=2026-10-20T10:00:00\nby=Li Na\nchannel=email\ntemplate=first contact\nreplied_at=2026-10-21T09:30:00",
    },
];

/// Header and one example row of a native file, as CSV. `None` where there is no such file.
pub fn native_template(name: &str) -> Option<String> {
    let file = FILES.iter().find(|f| f.name == name.trim())?;
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
        for file in &FILES {
            let required: Vec<_> = file.required().collect();
            let first: Vec<_> = file.columns().map(|c| c.0).take(required.len()).collect();
            assert!(!required.is_empty());
            assert_eq!(required, first, "{}", file.name);
        }
    }
}
