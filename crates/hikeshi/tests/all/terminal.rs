//! A real terminal, driven as a player would: typed Japanese, a resize, Ctrl-C, a window that is closed.

use std::process::Command;

use crate::program::{Home, until};

/// A terminal of its own within tmux; closed when dropped.
pub struct Window {
    name: String,
}

impl Window {
    /// Opens one that runs the program, or says why not.
    pub fn open(home: &Home, name: &str, args: &str) -> Option<Window> {
        if Command::new("tmux").arg("-V").output().is_err() {
            eprintln!("skipped: a real terminal needs tmux");
            return None;
        }
        let window = Window { name: format!("hikeshi-test-{name}-{}", std::process::id()) };
        let program = env!("CARGO_BIN_EXE_hikeshi");
        let data = home.data.display();
        let command = format!(
            "env LC_ALL=ja_JP.UTF-8 HIKESHI_NAME=葵 HIKESHI_DATA='{data}' '{program}' {args}; echo \"ended $?\"; exec sleep 600"
        );
        let size = ["-x", "100", "-y", "30"];
        let mut tmux = window.tmux();
        tmux.args(["-f", "/dev/null", "new-session", "-d"]).args(size).arg(command);
        assert!(tmux.status().is_ok_and(|status| status.success()), "the terminal opens");
        Some(window)
    }

    fn tmux(&self) -> Command {
        let mut tmux = Command::new("tmux");
        tmux.env("LC_ALL", "C.UTF-8").args(["-u", "-L", &self.name]);
        tmux
    }

    /// Presses keys, by tmux's names for them.
    pub fn keys(&self, keys: &[&str]) {
        assert!(self.tmux().arg("send-keys").args(keys).status().is_ok_and(|s| s.success()), "keys are sent");
    }

    /// What stands on the screen.
    pub fn seen(&self) -> String {
        let shot = self.tmux().args(["capture-pane", "-p"]).output().expect("the terminal is looked at");
        String::from_utf8_lossy(&shot.stdout).into_owned()
    }

    /// Waits until these words stand there.
    pub fn shows(&self, words: &str) {
        let mut seen = String::new();
        until(words, || {
            let now = self.seen();
            if now != seen {
                eprintln!("{now}");
                seen = now;
            }
            seen.contains(words)
        });
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        let _ = self.tmux().arg("kill-server").output();
    }
}

#[test]
fn a_play_in_a_real_terminal_takes_japanese_and_a_resize_and_comes_back_after_ctrl_c() {
    let home = Home::new("terminal");
    let Some(window) = Window::open(&home, "play", "drill first-fire --seed 1") else { return };
    window.shows("[発報]");
    window.shows("これまでの影響");
    window.keys(&["影響範囲を確認したい", "Enter"]);
    window.shows("導線");
    window.keys(&["checkoutの", "ログ"]);
    window.shows("> checkoutのログ");
    let resized = window.tmux().args(["resize-window", "-x", "70", "-y", "20"]).status();
    assert!(resized.is_ok_and(|status| status.success()));
    until("the panels fold away", || !window.seen().contains("これまでの影響"));
    window.shows("> checkoutのログ");
    window.keys(&["F2"]);
    window.shows("これまでの影響");
    // The first Ctrl-C takes the line that was begun, the second one leaves.
    window.keys(&["F2", "C-c"]);
    until("the line is empty", || !window.seen().contains("> checkoutのログ"));
    window.keys(&["C-c"]);
    window.shows("hikeshi drill --resume");
    window.shows("ended 130");
    assert!(!window.seen().contains("これまでの影響"), "the terminal is as it was: {}", window.seen());
    assert!(home.kept().contains("影響範囲を確認したい"));
    let Some(window) = Window::open(&home, "again", "drill --resume") else { return };
    window.shows("> 影響範囲を確認したい");
    window.keys(&["/end", "Enter"]);
    window.shows("Enter で終わる");
    window.keys(&["Enter"]);
    window.shows("保存先");
    window.shows("ended 0");
}

#[test]
fn the_end_of_what_is_typed_line_by_line_leaves_the_drill_and_keeps_it() {
    let home = Home::new("typed-end");
    let Some(window) = Window::open(&home, "typed", "drill first-fire --seed 1 --plain") else { return };
    window.shows("[発報]");
    window.keys(&["直近の変更", "Enter"]);
    window.shows("deploy-bot");
    window.keys(&["C-d"]);
    window.shows("hikeshi drill --resume");
    window.shows("ended 130");
    assert!(!window.seen().contains("振り返り"), "nothing is graded: {}", window.seen());
    let Some(window) = Window::open(&home, "typed-again", "drill --resume --plain") else { return };
    window.shows("> 直近の変更");
    assert!(!home.kept().contains("/end"), "{}", home.kept());
}

#[test]
fn a_window_that_is_closed_ends_the_program_and_keeps_the_play() {
    let home = Home::new("window");
    let Some(window) = Window::open(&home, "closed", "drill first-fire --seed 1") else { return };
    window.shows("[発報]");
    window.keys(&["直近の変更", "Enter"]);
    window.shows("deploy-bot");
    drop(window);
    // The lock is free only when the program is gone.
    until("the program is gone", || {
        std::fs::File::open(home.play()).is_ok_and(|file| file.try_lock().is_ok())
    });
    assert!(home.kept().contains("直近の変更"));
}
