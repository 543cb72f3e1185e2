//! Languages, settings, files, help, doctor, keys: what stands around the work.

use crate::cli_home::{Home, ran};

#[test]
fn the_language_is_chosen_by_option_settings_and_locale() {
    let home = Home::new();
    let help = |home: &Home, args: &[&str], lang: &[(&str, &str)]| {
        let mut command = home.command();
        command.env_remove("LC_ALL").args(args).arg("--help");
        command.envs(lang.iter().copied());
        ran(&mut command).ok().out.contains("用法")
    };
    assert!(!help(&home, &[], &[]));
    assert!(help(&home, &[], &[("LANG", "zh_CN.UTF-8")]));
    assert!(!help(
        &home,
        &[],
        &[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "C.UTF-8")]
    ));
    assert!(help(&home, &["--lang", "zh", "list"], &[]));
    assert!(help(&home, &["list", "--lang=zh"], &[]));
    std::fs::create_dir_all(home.path().join("config/daren")).unwrap();
    std::fs::write(
        home.path().join("config/daren/config.toml"),
        "lang = \"zh\"\n",
    )
    .unwrap();
    assert!(help(&home, &[], &[("LANG", "en_GB.UTF-8")]));
    assert!(!help(&home, &["--lang", "en"], &[]));
    // errors too
    let ran = home.run(["list", "--nothing"]).fails(2);
    assert!(ran.err.contains("没有选项"), "{}", ran.err);
}

#[test]
fn wrong_settings_are_named_with_file_and_key() {
    let home = Home::new();
    let cases = [
        ("lang = \"fr\"", "lang"),
        ("langg = \"en\"", "langg"),
        ("refund_threshold = \"many\"", "refund_threshold"),
        ("[keys]\n\"table.mark\" = [\"j\"]", "table.mark"),
        ("[keys]\n\"table.makr\" = [\"m\"]", "table.mark"),
        ("[rates]\nbase = \"USD\"\nPHP = 0.0171", "PHP"),
        ("lang =", "line 1"),
    ];
    for (text, key) in cases {
        let config = home.write("c.toml", text);
        let mut command = home.command();
        let ran = ran(command.env("DAREN_CONFIG", &config).args(["list"])).fails(2);
        assert!(
            ran.err.contains("c.toml") && ran.err.contains(key),
            "{text}: {}",
            ran.err
        );
    }
    let mut command = home.command();
    ran(command.args(["--config", "absent.toml", "list"])).fails(2);
    // the doctor tells of it among the rest
    home.write("c.toml", "lang = \"fr\"");
    let ran = ran(home.command().args(["--config", "c.toml", "doctor"]));
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    assert!(ran.out.contains("c.toml"), "{}", ran.out);
}

#[test]
fn pools_are_found_by_option_variable_and_folder() {
    let home = Home::new();
    home.write("x.csv", "handle,followers\nanna,10\n");
    let mut command = home.command();
    ran(command.env_remove("DAREN_DB").args(["import", "x.csv"])).ok();
    assert!(home.path().join("data/daren/pool.db").exists());
    home.run(["--db", "other.db", "import", "x.csv"]).ok();
    assert!(home.path().join("other.db").exists());
    assert!(!home.pool().exists());
    home.run(["--as", "Li Na", "import", "x.csv"]).ok();
    let past = home.run(["imports", "--format", "json"]).ok().json();
    assert_eq!(past[0]["by"], "Li Na");
}

#[test]
fn the_doctor_finds_what_is_wrong() {
    let home = Home::new();
    let ran = home.run(["doctor"]).ok();
    assert!(ran.out.contains("All is well"), "{}", ran.out);
    assert!(!home.pool().exists());
    home.write("x.csv", "handle,followers\nanna,10\n");
    home.run(["import", "x.csv"]).ok();
    let out = home.run(["doctor"]).ok().out;
    for part in [
        "integrity",
        "sound",
        "1 creator, ",
        "1 import, ",
        "C.UTF-8",
        "wal",
    ] {
        assert!(out.contains(part), "{part} in {out}");
    }
    // a page in the middle is lost
    let mut bytes = std::fs::read(home.pool()).unwrap();
    for b in &mut bytes[4_096..] {
        *b ^= 0x5a;
    }
    std::fs::write(home.pool(), bytes).unwrap();
    let ran = home.run(["doctor"]);
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert!(ran.out.contains('✗'), "{}", ran.out);
}

#[test]
fn keys_follow_the_settings_and_markdown_is_a_table() {
    let home = Home::new();
    let config = home.write("c.toml", "[keys]\n\"table.mark\" = [\"m\"]\n");
    let mut command = home.command();
    let out = ran(command.arg("--config").arg(config).arg("keys"))
        .ok()
        .out;
    let line = out.lines().find(|l| l.contains("table.mark ")).unwrap();
    assert!(line.trim_start().starts_with("m "), "{line}");
    assert!(out.contains("followers") && out.contains("cat:"));
    let markdown = home.run(["keys", "--format", "markdown"]).ok().out;
    let rows: Vec<&str> = markdown.lines().filter(|l| l.starts_with('|')).collect();
    assert!(rows.len() > 100);
    let cells = |line: &str| line.replace("\\|", "").matches('|').count();
    assert!(rows.iter().all(|l| cells(l) == 4), "{markdown}");
}

#[test]
fn templates_import_as_they_are() {
    let home = Home::new();
    let text = home.run(["template", "creators"]).ok().out;
    assert!(text.starts_with("handle,platform,platform_id,display_name,"));
    let report = home.import(&home.write("t.csv", text), &[]);
    assert_eq!(
        (&report["kind"], &report["created"]),
        (&"creators".into(), &1.into())
    );
    for name in [
        "products",
        "members",
        "collaborations",
        "orders",
        "outreach",
    ] {
        assert_eq!(home.run(["template", name]).ok().out.lines().count(), 2);
    }
}

#[test]
fn help_and_completions_are_there_for_every_command() {
    let home = Home::new();
    let help = home.run(["--help"]).ok().out;
    for command in [
        "import",
        "imports",
        "list",
        "facets",
        "show",
        "demo",
        "template",
        "doctor",
        "keys",
        "completions",
    ] {
        assert!(help.contains(command));
        let by_flag = home.run([command, "--help"]).ok().out;
        let by_name = home.run(["help", command]).ok().out;
        assert_eq!(by_flag, by_name, "{command}");
    }
    home.run(["help", "nothing"]).fails(2);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = home.run(["completions", shell]).ok().out;
        assert!(script.contains("facets"), "{shell}");
    }
    assert!(home.run(["--version"]).ok().out.starts_with("daren 0."));
}

#[test]
fn the_demo_files_can_be_had_and_import() {
    let home = Home::new();
    let said = home.run(["demo", "--export", "files"]).ok().out;
    assert!(said.contains("files"));
    let all: Vec<_> = daren::demo::files()
        .iter()
        .map(|(n, _)| format!("files/{n}"))
        .collect();
    let mut args = vec!["import".to_owned(), "--format".into(), "json".into()];
    args.extend(all);
    let json = home.run(&args).ok().json();
    let files = json["files"].as_array().unwrap();
    assert_eq!(files.len(), daren::demo::files().len());
    for file in files {
        assert!(
            file["created"].as_u64().unwrap() + file["updated"].as_u64().unwrap() > 0,
            "{file}"
        );
        let codes = crate::cli_home::codes(file);
        assert!(!codes.contains(&"fewer_creators".to_owned()), "{file}");
    }
    assert!(home.count(&[]) > 2_000);
}
