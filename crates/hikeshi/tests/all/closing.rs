//! What is outside fails: a closed pipe, a full disk, a folder that takes no files.

use std::fs::File;
use std::process::{Command, Stdio};

use crate::program::{Home, finish, lines, read_until, until, wait};

#[test]
fn a_closed_pipe_ends_the_program_and_keeps_the_play() {
    let home = Home::new("closed");
    let mut child = home.command(&["drill", "first-fire", "--plain"]).spawn().expect("starts");
    let mut out = lines(&mut child);
    read_until(&mut out, "まず何を見る");
    drop(out);
    let ran = finish(child, "直近の変更\nアラート\n");
    assert_eq!(ran.code, Some(141), "{}", ran.err);
    assert!(ran.err.contains("hikeshi drill --resume") && !ran.err.contains("panic"), "{}", ran.err);
    assert!(home.kept().contains("直近の変更"));
}

#[test]
fn a_closed_pipe_behind_a_list_is_no_reason_to_speak() {
    let home = Home::new("closed-list");
    let mut child = home.command(&["scenario", "list", "--json"]).spawn().expect("starts");
    drop(child.stdout.take());
    let ran = finish(child, "");
    // A quick program may have written everything before the pipe closed.
    assert!(matches!(ran.code, Some(0 | 141)), "{ran:?}");
    assert_eq!(ran.err, "");
}

#[test]
fn full_standard_output_is_said_with_the_next_step() {
    let Ok(full) = File::options().write(true).open("/dev/full") else {
        eprintln!("skipped: this system has no /dev/full");
        return;
    };
    let home = Home::new("full-output");
    let child = home.command(&["scenario", "list"]).stdout(full).spawn().expect("starts");
    let ran = finish(child, "");
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("標準出力に書けません: ディスクの空きがありません"), "{}", ran.err);
}

#[test]
fn a_folder_that_cannot_be_is_said_before_anything_is_played() {
    let home = Home::new("no-folder");
    let file = home.data.join("file");
    std::fs::write(&file, "in the way").expect("a file is written");
    let child = home.command(&["drill", "first-fire"]).env("HIKESHI_DATA", &file).spawn().expect("starts");
    let ran = finish(child, "");
    assert_eq!(ran.code, Some(1), "{}", ran.out);
    assert!(ran.err.contains("HIKESHI_DATA") && ran.out.is_empty(), "{} {}", ran.err, ran.out);
}

#[test]
fn a_disk_that_fills_up_takes_no_turn_that_it_does_not_keep() {
    let home = Home::new("full-disk");
    let disk = home.data.join("disk");
    std::fs::create_dir_all(&disk).expect("a folder is made");
    let mount = |args: &[&str]| {
        let quiet = Command::new("mount").args(args).arg(&disk).stderr(Stdio::null()).status();
        quiet.is_ok_and(|status| status.success())
    };
    if !mount(&["-t", "tmpfs", "-o", "size=64k", "tmpfs"]) {
        eprintln!("skipped: a small disk needs the right to mount one");
        return;
    }
    let mut child =
        home.command(&["drill", "first-fire", "--plain"]).env("HIKESHI_DATA", &disk).spawn().expect("starts");
    let mut out = lines(&mut child);
    read_until(&mut out, "[発報]");
    until("the disk is full", || {
        let filling = File::options().create(true).append(true).open(disk.join("filling"));
        filling.and_then(|mut file| std::io::Write::write_all(&mut file, &[0; 4_096])).is_err()
    });
    let said = "あ".repeat(1_300);
    let ran = finish(child, &format!("メモ: {said}\nメモ: {said}\nメモ: {said}\n直近の変更\n"));
    let kept = crate::program::plays_in(&disk).pop().expect("a play is kept");
    let kept = std::fs::read_to_string(kept).expect("a play is text");
    let unmounted = Command::new("umount").arg(&disk).status();
    assert!(unmounted.is_ok_and(|status| status.success()), "the small disk is taken away");
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert!(ran.err.contains("ディスクの空きがありません") && ran.err.contains("--resume"), "{}", ran.err);
    assert!(kept.ends_with('\n'), "no line is torn");
}

#[test]
fn a_script_that_is_not_there_or_no_text_is_named() {
    let home = Home::new("no-script");
    let ran = home.run(&["drill", "first-fire", "--script", "/nowhere/words.txt"], "");
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("/nowhere/words.txt"), "{}", ran.err);
    let binary = home.data.join("binary");
    std::fs::write(&binary, [0xff, 0xfe, 0x00]).expect("a file is written");
    let ran = home.run(&["drill", "first-fire", "--script", binary.to_str().expect("text")], "");
    assert!(ran.err.contains("UTF-8"), "{}", ran.err);
    let mut child = home.command(&["history"]).spawn().expect("starts");
    assert!(wait(&mut child).success(), "nothing was begun");
    assert!(!home.data.join("plays").exists());
}
