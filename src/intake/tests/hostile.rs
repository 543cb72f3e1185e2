use super::*;
use proptest::prelude::*;

fn code(name: &str, content: &[u8]) -> String {
    let refusal = read_bytes(name, content, &options())
        .map(|g| g.good.len())
        .unwrap_err();
    assert!(can_say(refusal.message.id), "{}", refusal.message.id);
    if let Some(line) = refusal.line {
        assert!(refusal.message.args.contains(&("line", line.into())));
    }
    assert!(refusal.to_string().is_ascii());
    refusal.code.to_owned()
}

const HEAD: &[u8] = b"handle,followers,note\n";

fn after_head(rest: &[u8]) -> Vec<u8> {
    [HEAD, rest].concat()
}

#[test]
fn every_refusal_has_its_code() {
    let mut ole = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    ole.extend([0; 600]);
    assert_eq!(code("a.xls", &ole), "old_excel");
    ole.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(code("a.xlsx", &ole), "password_xlsx");
    assert_eq!(code("a.csv", b""), "empty");
    assert_eq!(code("a.csv", b"\n \r\n\n"), "empty");
    assert_eq!(code("a.csv", b"\x89PNG\r\n\x1a\n\0\0\0"), "binary");
    assert_eq!(code("a.csv", &after_head(b"anna,1,\0\0\0x\n")), "binary");
    assert_eq!(code("a.csv", b"1,2,3\n4,5,6\n"), "no_header");
    assert_eq!(code("a.csv", b"foo,bar\nx,y\n"), "no_handle_column");
    assert_eq!(code("a.xlsx", b"PK\x03\x04 cut short"), "truncated");
    assert_eq!(
        code("a.csv", &after_head(b"anna,1,\"open\nben,2,x\n")),
        "truncated"
    );
    assert_eq!(
        code(
            "a.csv",
            &after_head(format!("a,1,{}\n", "x".repeat(2 << 20)).as_bytes())
        ),
        "too_long_line"
    );
    assert_eq!(
        code("a.csv", &after_head(",".repeat(5_000).as_bytes())),
        "too_many_columns"
    );
    let missing = Path::new("/nowhere/at all.csv");
    assert_eq!(
        plan(missing, &options()).map(|p| p.kind).unwrap_err().code,
        "not_found"
    );
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(
        plan(dir.path(), &options())
            .map(|p| p.kind)
            .unwrap_err()
            .code,
        "unreadable"
    );
}

#[test]
fn refusals_name_the_line() {
    let (_dir, path) = file("a.csv", &after_head(b"anna,1,x\nben,2,\"open\ncleo,3,y\n"));
    assert_eq!(
        plan(&path, &options()).map(|p| p.kind).unwrap_err().line,
        Some(3)
    );
    let long = after_head(format!("anna,1,x\nben,1,{}", "y".repeat(3 << 20)).as_bytes());
    let (_dir, path) = file("a.csv", &long);
    assert_eq!(
        plan(&path, &options()).map(|p| p.kind).unwrap_err().line,
        Some(3)
    );
    // an open quote over many short lines
    let mut open = after_head(b"anna,1,\"x\n");
    open.extend("ben,2,y\n".repeat(2 << 20).bytes());
    let (_dir, path) = file("a.csv", &open);
    let refusal = all(&path, &options()).map(|g| g.good.len()).unwrap_err();
    assert_eq!((refusal.code, refusal.line), ("too_long_line", Some(2)));
}

fn workbook(path: &Path) {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (i, h) in ["handle", "followers"].iter().enumerate() {
        sheet.write(0, u16::try_from(i).unwrap(), *h).unwrap();
    }
    for row in 1..200 {
        sheet.write(row, 0, format!("creator{row}")).unwrap();
        sheet.write(row, 1, row).unwrap();
    }
    book.save(path).unwrap();
}

#[test]
fn a_small_archive_that_claims_gigabytes() {
    use zip::write::SimpleFileOptions;
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("bomb.xlsx");
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    let how = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    zip.start_file("xl/workbook.xml", how).unwrap();
    zip.write_all(b"<workbook/>").unwrap();
    zip.start_file("xl/sharedStrings.xml", how).unwrap();
    let block = "<a></a>".repeat(100_000).into_bytes();
    for _ in 0..400 {
        zip.write_all(&block).unwrap();
    }
    zip.finish().unwrap();
    assert!(std::fs::metadata(&path).unwrap().len() < 2 << 20);
    assert_eq!(
        plan(&path, &options()).map(|p| p.kind).unwrap_err().code,
        "zip_bomb"
    );
}

#[test]
fn a_workbook_cut_anywhere_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("good.xlsx");
    workbook(&path);
    let bytes = std::fs::read(&path).unwrap();
    assert_eq!(all(&path, &options()).unwrap().good.len(), 199);
    for part in 1..10 {
        let cut = &bytes[..bytes.len() * part / 10];
        assert_eq!(code("cut.xlsx", cut), "truncated", "{part}");
    }
    let archive = {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        zip.start_file("readme.xml", zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(b"<x/>").unwrap();
        zip.finish().unwrap().into_inner()
    };
    assert_eq!(code("other.zip", &archive), "damaged_xlsx");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..600), head: bool) {
        let content = if head { after_head(&bytes) } else { bytes };
        let _ = read_bytes("x.csv", &content, &options());
    }

    #[test]
    fn mutated_files_never_panic(
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0u8..4), 1..12),
        native: bool,
    ) {
        let mut bytes = if native {
            native_template("creators").unwrap().into_bytes()
        } else {
            "\u{feff}达人用户名,联盟 GMV,联盟订单量,点击率,联盟粉丝数\n小美,\"1,200.50\",3,3%,2.5万\nanna,$5,1,--,81.24万-90万\n".as_bytes().to_vec()
        };
        for (at, value, how) in edits {
            if bytes.is_empty() { break; }
            let i = at.index(bytes.len());
            match how {
                0 => bytes[i] = value,
                1 => bytes.insert(i, value),
                2 => { bytes.remove(i); }
                _ => bytes.truncate(i),
            }
        }
        if let Ok(got) = read_bytes("x.csv", &bytes, &options()) {
            for g in &got.good {
                prop_assert!(!g.identity.handle.is_empty());
                prop_assert!(!g.identity.handle.chars().any(char::is_control));
            }
        }
    }

    #[test]
    fn mutated_workbooks_never_panic(
        part in 0usize..16,
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0u8..3), 1..6),
    ) {
        // the parts are changed before they are packed, so that sums are right and the reader of workbooks sees the damage
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("x.xlsx");
        workbook(&path);
        let mut from = zip::ZipArchive::new(std::fs::File::open(&path).unwrap()).unwrap();
        let mut to = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let hit = part % from.len();
        for i in 0..from.len() {
            let mut entry = from.by_index(i).unwrap();
            let name = entry.name().unwrap().into_owned();
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut entry, &mut bytes).unwrap();
            if i == hit {
                for (at, value, how) in &edits {
                    let i = at.index(bytes.len());
                    match how {
                        0 => bytes[i] = *value,
                        1 => bytes.insert(i, b"<>\"&;/0z"[usize::from(*value) % 8]),
                        _ => { bytes.remove(i); }
                    }
                }
            }
            to.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            to.write_all(&bytes).unwrap();
        }
        let bytes = to.finish().unwrap().into_inner();
        let _ = read_bytes("x.xlsx", &bytes, &options());
    }
}
