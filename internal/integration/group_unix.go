//go:build unix

package main

import (
	"os/exec"
	"syscall"
)

// inOwnGroup keeps the signals of the terminal from a program, so that it ends
// when the session ends it, and makes its children reachable.
func inOwnGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// signalGroup signals a program and its children, as far as there are any.
func signalGroup(cmd *exec.Cmd, sig syscall.Signal) { _ = syscall.Kill(-cmd.Process.Pid, sig) }
