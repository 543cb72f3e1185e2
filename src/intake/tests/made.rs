use super::*;
use crate::domain::creator::{Period, Platform};
use crate::domain::field::Attr;

const LIST: &str = "Creator username,Affiliate GMV,Affiliate LIVE GMV,Affiliate shoppable video GMV,Affiliate product card GMV,Affiliate orders,CTR,Affiliate followers\n";
const LIST_ZH: &str = "达人用户名,联盟 GMV,联盟直播 GMV,联盟带货视频 GMV,联盟商品卡 GMV,联盟订单量,点击率,联盟粉丝数\n";

fn list(rows: &str) -> String {
    format!("{LIST}{rows}")
}

#[test]
fn encodings_and_delimiters() {
    let text = format!(
        "{LIST_ZH}小美家居,1200.50,1000,200,0.50,12,3.4%,2.5万\nanna.sells,10,0,10,0,1,0.01,1200\n"
    );
    let utf16 = |le: bool, bom: bool| -> Vec<u8> {
        let units = text.encode_utf16();
        let mut out = Vec::new();
        if bom {
            out.extend(if le { [0xff, 0xfe] } else { [0xfe, 0xff] });
        }
        for u in units {
            out.extend(if le { u.to_le_bytes() } else { u.to_be_bytes() });
        }
        out
    };
    let gb = encoding_rs::GB18030.encode(&text).0.into_owned();
    let bom = format!("\u{feff}{text}").into_bytes();
    for (bytes, encoding) in [
        (text.clone().into_bytes(), "UTF-8"),
        (bom, "UTF-8 BOM"),
        (utf16(true, true), "UTF-16LE"),
        (utf16(false, true), "UTF-16BE"),
        (utf16(true, false), "UTF-16LE"),
        (utf16(false, false), "UTF-16BE"),
        (gb, "GB18030"),
        (text.replace('\n', "\r\n").into_bytes(), "UTF-8"),
        (text.trim_end().to_owned().into_bytes(), "UTF-8"),
        (text.replace(',', "\t").into_bytes(), "UTF-8"),
        (text.replace(',', ";").into_bytes(), "UTF-8"),
    ] {
        let got = read_bytes("list.csv", &bytes, &options()).unwrap();
        assert_eq!(got.plan.encoding, encoding);
        assert_eq!(got.plan.kind, Kind::CreatorList);
        assert_eq!((got.good.len(), got.bad.len()), (2, 0), "{encoding}");
        assert_eq!(&*got.good[0].identity.handle, "小美家居", "{encoding}");
        assert_eq!(got.metric(0, Metric::Followers), Some(25_000));
        assert_eq!(got.metric(0, Metric::PlatformCtr), Some(680_000));
        assert_eq!(got.metric(1, Metric::PlatformCtr), Some(200_000));
        assert_eq!(got.good[1].line, 3);
    }
    let western =
        list("José Niño,1,0,1,0,1,1%,5\nFrançois,2,0,2,0,1,1%,5\nGarçon é à,2,0,2,0,1,1%,5\n");
    let bytes = encoding_rs::WINDOWS_1252.encode(&western).0.into_owned();
    let got = read_bytes("list.csv", &bytes, &options()).unwrap();
    assert_eq!(got.plan.encoding, "windows-1252");
    assert_eq!(&*got.good[0].identity.handle, "José Niño");
    for (short, coding, name) in [
        (
            "username,followers,bio\nx,1,Müller straße\n",
            encoding_rs::WINDOWS_1252,
            "windows-1252",
        ),
        (
            "username,followers\nAndré,12\n",
            encoding_rs::WINDOWS_1252,
            "windows-1252",
        ),
        ("handle,note\na,你好\n", encoding_rs::GB18030, "GB18030"),
        (
            "达人昵称,粉丝数\nanna,12\n",
            encoding_rs::GB18030,
            "GB18030",
        ),
    ] {
        let bytes = coding.encode(short).0.into_owned();
        let got = read_bytes("x.csv", &bytes, &options()).unwrap();
        assert_eq!(got.plan.encoding, name, "{short}");
    }
}

#[test]
fn a_few_broken_bytes_do_not_change_the_encoding() {
    let mut bytes = list("小美家居,1,0,1,0,1,1%,5\n达人一号,2,0,2,0,1,1%,5\n").into_bytes();
    bytes.extend(b"bad\xffname,2,0,2,0,1,1%,5\n");
    let got = read_bytes("list.csv", &bytes, &options()).unwrap();
    assert_eq!(got.plan.encoding, "UTF-8");
    assert_eq!(&*got.good[2].identity.handle, "bad\u{fffd}name");
    assert!(got.warned("encoding_damage"));
}

#[test]
fn banners_titles_and_periods() {
    let body = list("anna,1,0,1,0,1,1%,5\n");
    let august = Period::parse("2026-08-01..2026-08-31").unwrap();
    let banner = format!("日期范围：2026-08-01 至 2026-08-31\n\n{body}");
    let got = read_text("list.csv", &banner).unwrap();
    assert_eq!(
        (got.plan.period, got.plan.period_from),
        (august, PeriodFrom::Banner)
    );
    assert_eq!((got.plan.header_row, got.good[0].line), (3, 4));
    let got = read_text("Creator_List_20260801-20260831.csv", &body).unwrap();
    assert_eq!(
        (got.plan.period, got.plan.period_from),
        (august, PeriodFrom::FileName)
    );
    let got = read_text("list.csv", &body).unwrap();
    assert_eq!(got.plan.period_from, PeriodFrom::ImportDate);
    assert_eq!(got.plan.period.to_string(), "2026-11-22");
    let said = Options {
        period: Period::parse("2026-07-01..2026-07-31"),
        ..options()
    };
    let got = read_bytes("Creator_List_20260801-20260831.csv", body.as_bytes(), &said).unwrap();
    assert_eq!(got.plan.period_from, PeriodFrom::Option);
}

#[test]
fn native_creators_keep_their_days() {
    let template = native_template("creators").unwrap();
    let got = read_text("creators.csv", &template).unwrap();
    assert_eq!(got.plan.kind, Kind::NativeCreators);
    assert_eq!(got.plan.unmapped, Vec::<String>::new());
    assert_eq!((got.good.len(), got.bad.len()), (1, 0));
    let row = &got.good[0];
    assert_eq!(row.period, Period::parse("2026-08-02..2026-08-31"));
    assert_eq!(row.tags, ["核心达人"]);
    assert_eq!(row.note.as_deref(), Some("Prefers story videos"));
    let o = &row.observation;
    assert_eq!(o.currency.code(), "GBP");
    assert_eq!(o.metrics.get(Metric::Own), Some(0));
    assert_eq!(o.metrics.get(Metric::Gmv), Some(58_205_000));
    assert_eq!(o.metrics.get(Metric::Completion), Some(4_300_000));
    assert_eq!(o.metrics.get(Metric::Female), Some(14_400_000));
    assert_eq!(o.metrics.get(Metric::Videos), Some(18));
    assert_eq!(o.attr(Attr::TopRegions), Some("GB:0.62|IE:0.11"));
    assert_eq!(o.attr(Attr::Categories), Some("Beauty|Home"));
}

#[test]
fn tools_and_their_cells() {
    let csv = "达人id,昵称,主营类目,达人类型,带货口碑,粉丝数,达人性别,达人粉丝性别,达人粉丝年龄段,近30天视频数,近30天直播数\n\
        06050,小美,女装|箱包,素人,4.9,24.25万,女,\"女性:78%\n男性:22%\",\"18-23:31%\n24-30:40%\n31-40:20%\n41-50:6%\n50岁以上:3%\",12,3\n";
    let got = read_text("export.csv", csv).unwrap();
    assert_eq!(
        (got.plan.kind, got.plan.platform),
        (Kind::ChanMama, Platform::Douyin)
    );
    assert_eq!(got.good[0].identity.platform_id.as_deref(), Some("06050"));
    assert_eq!(got.metric(0, Metric::Female), Some(15_600_000));
    assert_eq!(got.metric(0, Metric::GivenAdult), Some(20_000_000));
    assert_eq!(got.plan.currency.code(), "CNY");

    let csv = "达人信息,星图ID,抖音UID,粉丝数,预期CPM,互动率,完播率,男性粉丝占比,女性粉丝占比,18-23粉丝比例,24-30粉丝比例,31-40粉丝比例,41-50粉丝比例,50岁以上粉丝比例\n\
        小美,7,99,120w,12.5,3.2%,18.5,30,70,31,40,20,5,4\n";
    let got = read_text("export.csv", csv).unwrap();
    assert_eq!(got.plan.kind, Kind::XingTu);
    assert_eq!(got.metric(0, Metric::Female), Some(14_000_000));
    assert_eq!(got.metric(0, Metric::Completion), Some(3_700_000));
    let o = &got.good[0].observation;
    assert_eq!(
        o.attr(Attr::AgeBands),
        Some("18-23:0.31|24-30:0.4|31-40:0.2|41-50:0.05|50+:0.04")
    );

    let csv = "达人昵称,达人分类,国家,粉丝数,带货销量,带货销售额,直播GPM,视频GPM\nAnna,美妆,VN,525300+,1.2w,81.24万₫-90万₫,\"1,8Tr ₫\",\"99,000₫\"\n";
    let got = read_text("export.csv", csv).unwrap();
    assert_eq!(
        (got.plan.kind, got.plan.currency.code()),
        (Kind::FastMoss, "VND")
    );
    assert_eq!(got.metric(0, Metric::Gmv), Some(8_124_000_000));
    assert_eq!(got.metric(0, Metric::LiveGpm), Some(18_000_000_000));
    assert_eq!(
        got.good[0].observation.attr(Attr::Ranges),
        Some("followers=525300+|gmv=812400..900000")
    );

    let csv = "Creator Info,Revenue,Item Sold,Followers,Avg. Unit Price\n\"Anna Sells\n@anna.sells\",$12.3K,\"1,200\",1.2M,$10\n";
    let got = read_text("export.csv", csv).unwrap();
    assert_eq!(got.plan.kind, Kind::Kalodata);
    assert_eq!(&*got.good[0].identity.handle, "anna.sells");
    assert_eq!(got.good[0].observation.attr(Attr::Name), Some("Anna Sells"));
    assert_eq!(got.metric(0, Metric::Gmv), Some(123_000_000));
}

#[test]
fn bad_cells_reject_their_row_only() {
    let got = read_text(
        "list.csv",
        &list("anna,1,0,1,0,1,1%,5\nben,abc,0,1,0,1,1%,5\n,1,0,1,0,1,1%,5\ncleo,1,0,1,0,-4,1%,5\ndora,$1,0,£1,0,1,1%,5\neve,1,0,1,0,1,1%,5,extra\n"),
    )
    .unwrap();
    let reasons: Vec<(u64, &str, &str)> = got
        .bad
        .iter()
        .map(|r| (r.line, r.column.as_str(), r.reason.id))
        .collect();
    assert_eq!(
        reasons,
        [
            (3, "Affiliate GMV", "intake-reject-number"),
            (4, "Creator username", "intake-reject-handle"),
            (5, "Affiliate orders", "intake-reject-negative"),
            (6, "Affiliate shoppable video GMV", "intake-reject-currency"),
            (7, "", "intake-reject-too-many-cells"),
        ]
    );
    assert_eq!(got.good.len(), 1);
    assert_eq!(got.bad[0].cells[0], "ben");
}

#[test]
fn warnings_name_what_is_odd() {
    let got = read_text("l.csv", &list("anna,5,1,1,1,1,1%,5\n")).unwrap();
    assert!(got.warned("gmv_parts_mismatch") && got.warned("no_currency"));
    let got = read_text("l.csv", &list("anna,0,0,0,0,3,1%,5\n")).unwrap();
    assert!(got.warned("gmv_zero_with_orders") && !got.warned("gmv_parts_mismatch"));
    let got = read_text(
        "l.csv",
        &list("anna,$1,$0,$1,$0,3,1%,5\nben,£1,£0,£1,£0,3,1%,5\n"),
    )
    .unwrap();
    assert!(got.warned("mixed_currencies") && !got.warned("no_currency"));
    let rows = "anna,1,0,1,0,1,1%,5\n".repeat(5_000);
    assert!(
        read_text("l.csv", &list(&rows))
            .unwrap()
            .warned("round_row_count")
    );
    let got = read_text(
        "l.csv",
        "Creator username,Affiliate orders,Affiliate followers,Gross GMV\nanna,1,2,3\n",
    )
    .unwrap();
    assert!(got.warned("gmv_not_mapped"));
    let got = read_text("l.csv", &list("anna,1.00001,0,1.00001,0,1,1%,5\n")).unwrap();
    assert!(got.warned("rounded"));
    let got = read_text("l.csv", "handle,platform_id\nanna,6.72657E+18\n").unwrap();
    assert!(got.warned("id_damaged"));
    assert_eq!(got.good[0].identity.platform_id, None);
}

#[test]
fn mappings_by_hand() {
    let csv = "who,how many,sold for\nanna,12k,5\n";
    let (_dir, path) = file("x.csv", csv.as_bytes());
    let refusal = plan(&path, &options()).map(|p| p.kind).unwrap_err();
    assert_eq!(refusal.code, "no_handle_column");
    assert!(refusal.to_string().contains("how many"));
    let map = vec![
        (Target::Handle, "who".to_owned()),
        (Target::Metric(Metric::Followers), "2".to_owned()),
        (Target::Metric(Metric::Gmv), "C".to_owned()),
    ];
    let by_hand = Options { map, ..options() };
    let got = all(&path, &by_hand).unwrap();
    assert_eq!(got.plan.kind, Kind::Mapped);
    assert_eq!(got.metric(0, Metric::Followers), Some(12_000));
    assert_eq!(got.metric(0, Metric::Gmv), Some(50_000));
    let wrong = Options {
        map: vec![(Target::Handle, "whoo".to_owned())],
        ..options()
    };
    assert_eq!(
        plan(&path, &wrong).map(|p| p.kind).unwrap_err().code,
        "bad_mapping"
    );
    let got = read_bytes(
        "x.csv",
        b"anna,12k\nben,13k\n",
        &Options {
            map: vec![
                (Target::Handle, "1".to_owned()),
                (Target::Metric(Metric::Followers), "B".to_owned()),
            ],
            ..options()
        },
    )
    .unwrap();
    assert_eq!((got.plan.header_row, got.good.len()), (0, 2));
}

#[test]
fn dates_are_proved_or_asked() {
    let csv = |dates: [&str; 2]| {
        format!(
            "handle,followers,as_of\nanna,1,{}\nben,2,{}\n",
            dates[0], dates[1]
        )
    };
    let got = read_text("c.csv", &csv(["05/10/2026", "31/10/2026"])).unwrap();
    assert_eq!(got.good[0].period.unwrap().end, date(2026, 10, 5));
    let (_dir, path) = file("c.csv", csv(["05/10/2026", "06/10/2026"]).as_bytes());
    let asked = plan(&path, &options()).unwrap();
    assert_eq!(asked.questions[0].code, "day_first");
    assert_eq!(
        all(&path, &options())
            .map(|g| g.good.len())
            .unwrap_err()
            .code,
        "ambiguous_dates"
    );
    let answered = Options {
        day_first: Some(false),
        ..options()
    };
    assert_eq!(
        all(&path, &answered).unwrap().good[0].period.unwrap().end,
        date(2026, 5, 10)
    );
}

#[test]
fn rejects_can_be_repaired_and_read_again() {
    let banner = format!(
        "日期范围：2026-08-01 至 2026-08-31\n{}",
        list("anna,1,0,1,0,1,1%,5\nben,abc,0,1,0,1,1%,5\ncleo,1,\"=1+1\",1,0,1,1%,5\n")
    );
    let said = Options {
        currency: crate::domain::money::Currency::parse("PHP"),
        ..options()
    };
    let got = read_bytes("l.csv", banner.as_bytes(), &said).unwrap();
    assert_eq!(got.bad.len(), 2);
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("rejected.csv");
    write_rejects(&path, &got.plan, &got.bad).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("daren_line,daren_reason") && text.contains("'=1+1"));
    let again = all(&path, &options()).unwrap();
    assert_eq!(
        (again.plan.kind, again.plan.period),
        (Kind::CreatorList, got.plan.period)
    );
    assert_eq!(again.plan.currency.code(), "PHP");
    assert_eq!(again.plan.fingerprint, got.plan.fingerprint);
    assert_eq!((again.good.len(), again.bad.len()), (0, 2));
    std::fs::write(&path, text.replace("abc", "1").replace("'=1+1", "0")).unwrap();
    let fixed = all(&path, &options()).unwrap();
    assert_eq!((fixed.good.len(), fixed.bad.len()), (2, 0));
    assert_eq!(fixed.plan.unmapped, Vec::<String>::new());
}

#[test]
fn workbooks() {
    use rust_xlsxwriter::{Format, Formula, Workbook};
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("creators 2026.08.01~08.31");
    let mut book = Workbook::new();
    book.add_worksheet()
        .write(0, 0, "About this export")
        .unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name("Data").unwrap();
    for (i, h) in [
        "Creator name",
        "Creator-attributed GMV",
        "Attributed orders",
        "CTR",
        "AOV",
        "creator id",
        "Refunds",
    ]
    .iter()
    .enumerate()
    {
        sheet.write(1, u16::try_from(i).unwrap(), *h).unwrap();
        sheet
            .write(2, u16::try_from(i).unwrap(), "what this column means")
            .unwrap();
    }
    sheet.write(4, 0, "anna").unwrap();
    sheet.write(4, 1, 1234.5).unwrap();
    sheet.write(4, 2, 12).unwrap();
    sheet
        .write_with_format(4, 3, 0.034, &Format::new().set_num_format("0.00%"))
        .unwrap();
    sheet
        .write_formula(4, 4, Formula::new("=B5/C5").set_result("102.875"))
        .unwrap();
    sheet.write(4, 5, "6726567136771015686").unwrap();
    sheet.write(5, 0, "ben").unwrap();
    sheet.write(5, 6, "$3.10").unwrap();
    book.save(&path).unwrap();
    let got = all(
        &path,
        &Options {
            map: vec![(Target::PlatformId, "creator id".into())],
            ..options()
        },
    )
    .unwrap();
    assert_eq!(
        (got.plan.encoding.as_str(), got.plan.sheet.as_deref()),
        ("XLSX", Some("Data"))
    );
    assert_eq!(
        (got.plan.kind, got.plan.header_row, got.plan.definition_row),
        (Kind::CreatorData, 2, true)
    );
    assert_eq!(
        got.plan.period,
        Period::parse("2026-08-01..2026-08-31").unwrap()
    );
    assert_eq!((got.good.len(), got.bad.len()), (2, 0));
    assert_eq!(got.good[0].line, 5);
    assert_eq!(got.metric(0, Metric::Gmv), Some(12_345_000));
    assert_eq!(got.metric(0, Metric::PlatformCtr), Some(680_000));
    assert_eq!(got.metric(0, Metric::GivenAov), Some(1_028_750));
    assert_eq!(
        got.good[0].identity.platform_id.as_deref(),
        Some("6726567136771015686")
    );
    assert!(got.warned("formula_cells"));
}

#[test]
fn text_is_clean_when_it_arrives() {
    let got = read_text(
        "c.csv",
        "handle,display_name,bio,followers\n@an\u{200b}na,\u{1b}[31mAnna\u{202e}\u{1b}[0m,\"one\r\ntwo\",5\nhttps://www.tiktok.com/@ben?x=1,Ben,,6\n",
    )
    .unwrap();
    let o = &got.good[0].observation;
    assert_eq!(&*got.good[0].identity.handle, "anna");
    assert_eq!(
        (o.attr(Attr::Name), o.attr(Attr::Bio)),
        (Some("Anna"), Some("one\ntwo"))
    );
    assert_eq!(&*got.good[1].identity.handle, "ben");
}

#[test]
fn reading_stops_when_it_is_told() {
    let (_dir, path) = file(
        "l.csv",
        list(&"anna,1,0,1,0,1,1%,5\n".repeat(100)).as_bytes(),
    );
    let plan = plan(&path, &options()).unwrap();
    let mut rows = 0;
    let outcome = read(&plan, &options(), &mut |_| {
        rows += 1;
        if rows == 10 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    })
    .unwrap();
    assert!(outcome.cancelled);
    assert_eq!((outcome.rows, rows), (10, 10));
    assert_eq!(plan.sample.len(), SAMPLE);
}

#[test]
fn every_native_file_is_known_by_its_own_template() {
    for name in NATIVE_FILES {
        let template = native_template(name).unwrap();
        let got = read_text("x.csv", &template).unwrap();
        assert_eq!(got.plan.kind.key(), name);
        let rows = got.good.len() + got.work.len() + got.orders.len();
        assert_eq!(rows, 1, "{name}");
        assert!(got.bad.is_empty() && got.plan.unmapped.is_empty(), "{name}");
    }
}

#[test]
fn lines_of_old_macs() {
    let text = list("anna,1,0,1,0,1,1%,5\nben,1,0,1,0,1,1%,5\n").replace('\n', "\r");
    let got = read_text("l.csv", &text).unwrap();
    assert_eq!(got.good.iter().map(|g| g.line).collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn a_last_row_that_broke_off() {
    let refusal = read_text("l.csv", &list("anna,1,0,1,0,1,1%,5\nben,1,0,1"))
        .err()
        .unwrap();
    assert_eq!((refusal.code, refusal.line), ("truncated", Some(3)));
    // rows that leave out their empty cells are whole
    let got = read_text("c.csv", "handle,followers,note\nanna,1\nben,2").unwrap();
    assert_eq!((got.good.len(), got.bad.len()), (2, 0));
}

#[test]
fn repeated_headers_and_blank_rows_are_no_data() {
    let got = read_text(
        "l.csv",
        &list(&format!(
            "anna,1,0,1,0,1,1%,5\n,,,,,,,\n\n{LIST}ben,1,0,1,0,1,1%,5\n"
        )),
    )
    .unwrap();
    assert_eq!(got.good.iter().map(|g| g.line).collect::<Vec<_>>(), [2, 6]);
    assert_eq!(got.outcome.rows, 2);
}

const ORDERS: &str = "订单id,商品id,商品名称,作者账号,抖音/火山号,支付金额,佣金率,预估佣金支出,结算金额,实际佣金支出,订单状态,超时未结算原因,付款时间,收货时间,订单结算时间,商品来源,商品数量\n";

fn paid(raw: i64) -> i64 {
    raw * 100
}

#[test]
fn commission_orders_of_douyin_in_their_encoding() {
    let text = format!(
        "{ORDERS}4987654321098765432\t,3512345678901234567,收纳盒,小美家居,xiaomei88,59.90,15%,8.99,59.90,8.50,结算,,2026-10-05 21:09:23,2026-10-08 10:00:00,2026-10-16 00:00:00,精选联盟,2\n\
         4987654321098765433\t,3512345678901234567,收纳盒,小美家居,xiaomei88,29.90,15%,4.49,0,0,订单失效,,2026-10-06 08:00:00,,,精选联盟,1\n\
         4987654321098765434\t,3512345678901234567,收纳盒,小美家居,xiaomei88,39.90,15%,5.99,,,订单退货退款,,2026-10-07 08:00:00,,,精选联盟,1\n"
    );
    let (bytes, _, lossy) = encoding_rs::GB18030.encode(&text);
    assert!(!lossy);
    let (_dir, path) = file("订单.csv", &bytes);
    let got = all(&path, &options()).unwrap();
    assert_eq!(
        (got.plan.kind, got.plan.encoding.as_str()),
        (Kind::DouyinOrders, "GB18030")
    );
    assert_eq!(got.plan.platform, crate::domain::creator::Platform::Douyin);
    let [first, second, third] = got.orders.as_slice() else {
        panic!("{:?}", got.bad)
    };
    assert_eq!(&*first.handle, "xiaomei88");
    assert_eq!(first.name.as_deref(), Some("小美家居"));
    assert_eq!(first.order.to_string(), "4987654321098765432");
    let l = first.line;
    assert_eq!(
        (l.paid, l.quantity, l.commissions()),
        (paid(5_990), 2, paid(850))
    );
    assert_eq!(l.currency.code(), "CNY");
    assert!(l.counts() && l.flags == 0);
    // what is void does not count; its commission is still the estimate
    assert!(!second.line.counts());
    assert_eq!(second.line.commissions(), paid(449));
    // what went back as a whole says so by its status alone
    assert_eq!(
        (third.line.paid, third.line.refunded),
        (paid(3_990), paid(3_990))
    );
    assert!(got.warned("ineligible"));
}

/// The platform's order list with the headers of a language, from English ones.
fn affiliate_orders(headers: &str, region: bool) -> String {
    let cells = |extra: &str, status: &str, actual: &str| {
        format!(
            "577000000000000001\t,1729697274006116523\t,Box,1729735804972079275\t,19.99,17.99,GBP,2,No,Prepaid,{status},\
             anna.sells{extra},Video,7640570208339512584\t,Target collaboration,15%,17.99,2.70,17.99,{actual},10%,0.90,0,\
             0.35,0.30,05/10/2026 21:09:23,05/10/2026 21:10:01,09/10/2026 12:00:00,,TikTok\n"
        )
    };
    let extra = if region { ",GB" } else { "" };
    let other = cells(extra, "Ineligible", "0").replacen("01\t", "02\t", 1);
    format!("{headers}\n{}{other}", cells(extra, "Settled", "2.70"))
}

#[test]
fn affiliate_orders_with_and_without_region_in_english_and_chinese() {
    const ENGLISH: &str = "Order ID,Product ID,Product Name,SKU ID,Price,Payment Amount,Currency,Quantity,\
        Fully returned or refunded,Payment method,Order Status,Creator Username,Content Type,Content ID,\
        commission model,Standard commission rate,Est. Commission Base,Est. standard commission payment,\
        Actual Commission Base,Actual Commission Payment,Shop Ads commission rate,\
        Est. Shop Ads commission payment,Actual Shop Ads commission payment,Est. co-funded creator bonus,\
        Actual co-funded creator bonus,Time Created,Payment time,Order Delivery Time,Time Commission Paid,Platform";
    const CHINESE: &str = "订单 ID,商品 ID,商品名称,SKU ID,商品价格,支付金额,货币单位,下单件数,是否全额退款,付款方式,\
        订单状态,达人用户名,内容形式,内容ID,佣金模式,标准佣金率,预估计佣金额,预计标准佣金付款,实际计佣金额,实际佣金付款,\
        店铺广告佣金率,预计店铺广告佣金付款,实际店铺广告佣金付款,预估合资达人奖金,实际合资达人奖金,创建时间,支付时间,\
        订单送达时间,佣金结算时间,平台";
    let british = ENGLISH.replace("Creator Username,", "Creator Username,Creator Region,");
    let older = CHINESE
        .replace("商品价格", "价格")
        .replace("实际佣金付款", "实际佣金");
    for (headers, region) in [
        (ENGLISH, false),
        (&british, true),
        (CHINESE, false),
        (&older, false),
    ] {
        let got = read_text("orders.csv", &affiliate_orders(headers, region)).unwrap();
        assert_eq!(got.plan.kind, Kind::AffiliateOrders, "{headers}");
        let [first, second] = got.orders.as_slice() else {
            panic!("{headers}: {:?}", got.bad)
        };
        assert_eq!(&*first.handle, "anna.sells", "{headers}");
        assert_eq!(first.order.to_string(), "577000000000000001");
        assert_eq!(first.product.to_string(), "1729697274006116523");
        assert_eq!(first.sku.to_string(), "1729735804972079275");
        let content = first.content.as_ref().map(ToString::to_string);
        assert_eq!(content.as_deref(), Some("7640570208339512584"));
        let l = first.line;
        assert_eq!((l.paid, l.quantity), (paid(1_799), 2), "{headers}");
        // what was paid, shop ads as estimated, the bonus as it was paid
        assert_eq!(l.commission, [paid(270), paid(90), paid(30)], "{headers}");
        assert_eq!(
            l.flags,
            crate::domain::order::flag::ESTIMATED[1],
            "{headers}"
        );
        assert_eq!(l.currency.code(), "GBP");
        assert_eq!(l.clock().unwrap().to_string(), "2026-10-05T21:09:23");
        assert!(l.counts() && !second.line.counts(), "{headers}");
        assert_eq!(second.line.commissions(), paid(390), "{headers}");
    }
}

#[test]
fn odd_order_lines_are_marked_and_bad_ones_turned_down() {
    let head = "order_id,product_id,sku_id,handle,ordered_at,delivered_at,paid,currency,quantity,refunded,commission\n";
    let rows = [
        "1,7,70,anna,2026-10-05,2026-10-04,10,USD,1,0,1",
        "2,7,70,anna,2026-10-05,,10,USD,1,12.5,1",
        "3,7,70,anna,2026-10-05,,10,USD,1,yes,1",
        "4,7,70,,2026-10-05,,10,USD,1,0,1",
        "5,7,70,anna,2026-10-05,,10,USD,-1,0,1",
        "6,7,70,anna,2026-10-05,,-10,USD,1,0,1",
        "7,7,70,anna,2026-10-05,,10,,1,0,1",
        ",7,70,anna,2026-10-05,,10,USD,1,0,1",
        "5.77E+17,7,70,anna,2026-10-05,,10,USD,1,0,1",
        "9,7,70,anna,soon,,10,USD,1,0,1",
    ];
    let got = read_text("o.csv", &format!("{head}{}\n", rows.join("\n"))).unwrap();
    use crate::domain::order::flag;
    let flags: Vec<u8> = got.orders.iter().map(|o| o.line.flags).collect();
    assert_eq!(flags, [flag::BACKWARDS, flag::OVER_REFUNDED, 0]);
    assert_eq!(got.orders[2].line.refunded, paid(1_000));
    assert!(got.warned("over_refunded") && got.warned("backwards"));
    // the lines that are meant are named
    for (code, line) in [("backwards", "\"2\""), ("over_refunded", "\"3\"")] {
        let warning = got.outcome.warnings.iter().find(|w| w.code == code);
        let said = format!("{:?}", warning.unwrap().message.args);
        assert!(said.contains(line), "{said}");
    }
    let why: Vec<(u64, &str)> = got.bad.iter().map(|b| (b.line, b.reason.id)).collect();
    assert_eq!(
        why,
        [
            (5, "intake-reject-handle"),
            (6, "intake-reject-negative"),
            (7, "intake-reject-negative"),
            (8, "intake-reject-no-currency"),
            (9, "intake-reject-needed"),
            (10, "intake-reject-id-damaged"),
            (11, "intake-reject-date"),
        ]
    );
}

#[test]
fn days_out_of_order_are_kept_and_named_with_their_lines() {
    let told = |name: &str, text: &str| {
        let got = read_text(name, text).unwrap();
        assert!(got.bad.is_empty(), "{:?}", got.bad);
        let odd = got.outcome.warnings.iter();
        let odd = odd.filter(|w| w.code == "out_of_order");
        let told = odd.map(|w| format!("{:?}", w.message.args)).collect();
        (got.work.len(), told)
    };
    let (rows, odd): (usize, Vec<String>) = told(
        "collaborations.csv",
        "ref,handle,started,due,ended\nA,anna,2026-11-20,2026-11-10,2026-11-02\nB,bo,2026-11-20,,2026-11-20\n\
         C,cy,2026-11-20,2026-11-25,2026-11-01\nD,di,,2026-11-10,2026-11-02\n",
    );
    assert_eq!((rows, odd.len()), (4, 2), "{odd:?}");
    assert!(odd[0].contains("\"2, 4\"") && odd[0].contains("\"ended\""));
    assert!(odd[1].contains("\"2\"") && odd[1].contains("\"due\""));
    for (name, text, later) in [
        (
            "samples.csv",
            "ref,item,sent,received,posted\nA,1,2026-11-05,2026-11-03,2026-11-09\n",
            "received",
        ),
        (
            "samples.csv",
            "ref,item,sent,received,posted\nA,1,2026-11-05,,2026-11-03\n",
            "posted",
        ),
        (
            "campaigns.csv",
            "name,goal,starts,ends\nX,sales,2026-11-30,2026-11-01\n",
            "ends",
        ),
        (
            "plans.csv",
            "name,product_ids,starts,ends\nX,7,2026-11-30,2026-11-01\n",
            "ends",
        ),
        (
            "agreements.csv",
            "handle,starts,ends,discount_rate\nanna,2026-11-30,2026-11-01,0.1\n",
            "ends",
        ),
        (
            "outreach.csv",
            "handle,at,replied_at\nanna,2026-11-03T10:00:00Z,2026-11-03T09:00:00Z\n",
            "replied_at",
        ),
    ] {
        let (rows, odd) = told(name, text);
        assert_eq!((rows, odd.len()), (1, 1), "{name} {odd:?}");
        assert!(odd[0].contains(later), "{name} {odd:?}");
    }
}

#[test]
fn a_header_says_which_number_of_a_date_is_the_day() {
    let list = |header: &str, day: &str| {
        let text = format!(
            "视频标题,视频 ID,{header},达人名称,视频播放量,订单数\n盒子,7640570208339512584,{day},anna,120,4\n"
        );
        let got = read_text("videos.csv", &text).unwrap();
        assert_eq!(got.plan.kind, Kind::Videos);
        let field = |key: &str| {
            let at = native::CONTENTS.place(key).unwrap();
            let cell = native::CONTENTS.fields[at].cell;
            got.work[0].values[at].as_ref().map(|v| v.written(cell))
        };
        assert_eq!(field("orders").as_deref(), Some("4"));
        field("posted_at").unwrap_or_default()
    };
    assert_eq!(list("发布日期 (MM/DD/YYYY)", "08/05/2026"), "2026-08-05");
    assert_eq!(list("Post date (DD/MM/YYYY)", "08/05/2026"), "2026-05-08");
    assert_eq!(
        list("Video post date（mm-dd-yyyy）", "08/05/2026"),
        "2026-08-05"
    );
    // written anew by a spreadsheet: what the rows prove goes first
    assert_eq!(list("发布日期 (MM/DD/YYYY)", "25/08/2026"), "2026-08-25");
    let lives = "直播标题,达人用户名,开播时间,直播观看次数,订单数,联盟直播归因 GMV (GBP)\n夜场,anna,2026-08-15 20:00,900,6,120.50\n";
    let got = read_text("lives.csv", lives).unwrap();
    assert_eq!(got.plan.kind, Kind::Lives);
    assert!(got.plan.unmapped.is_empty(), "{:?}", got.plan.unmapped);
    let place = |key| native::CONTENTS.place(key).unwrap();
    let number = |key| got.work[0].values[place(key)].as_ref()?.number();
    assert_eq!((number("plays"), number("orders")), (Some(900), Some(6)));
    let day = got.work[0].values[place("posted_at")].as_ref();
    assert_eq!(
        day.and_then(|v| v.date()).map(|d| d.to_string()).as_deref(),
        Some("2026-08-15")
    );
}

#[test]
fn lists_of_lives_and_old_and_new_videos() {
    let lives = "日期范围：2026-08-01 至 2026-08-31\n直播标题,直播 ID,达人用户名,直播开始时间,联盟直播归因 GMV (GBP),归因于直播的订单数,观看次数,点赞数\n\
        夜场,7640570208339512000,anna,2026/08/15/ 20:00,120.50,6,900,31\n";
    let got = read_text("lives.csv", lives).unwrap();
    assert_eq!(got.plan.kind, Kind::Lives);
    let field = |row: &native::Row, key: &str| {
        let at = native::CONTENTS.place(key).unwrap();
        let cell = native::CONTENTS.fields[at].cell;
        row.values[at]
            .as_ref()
            .map(|v| v.written(cell))
            .unwrap_or_default()
    };
    let row = &got.work[0];
    for (key, want) in [
        ("content_id", "7640570208339512000"),
        ("kind", "live"),
        ("posted_at", "2026-08-15"),
        ("gmv", "120.5"),
        ("currency", "GBP"),
        ("orders", "6"),
        ("plays", "900"),
    ] {
        assert_eq!(field(row, key), want, "{key}");
    }
    let videos = "视频标题,视频 ID,发布日期,视频链接,达人名称,商品 ID,视频播放量,点赞数,完播率,视频商品点击量\n\
        说明文字，一句话,说明文字，一句话,说明文字，一句话,说明文字，一句话,说明文字，一句话,说明文字，一句话,说明文字，一句话,说明文字，一句话,说明文字，一句话,说明文字，一句话\n\
        三个盒子,7640570208339512584,08/31/2026,https://www.tiktok.com/@anna/video/7640570208339512584,anna,17296972|17296973,\"12,000\",450,18.5%,90\n";
    let got = read_text("videos.csv", videos).unwrap();
    assert_eq!(
        (got.plan.kind, got.plan.definition_row),
        (Kind::Videos, true)
    );
    assert_eq!(got.work.len(), 1, "{:?}", got.bad);
    let row = &got.work[0];
    for (key, want) in [
        ("kind", "video"),
        ("posted_at", "2026-08-31"),
        ("product_id", "17296972"),
        ("plays", "12000"),
        ("completion_rate", "0.185"),
        ("clicks", "90"),
    ] {
        assert_eq!(field(row, key), want, "{key}");
    }
}
