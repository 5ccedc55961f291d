package main

import (
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

// writeProxy makes a module proxy that has one version of the tree, and a clone
// of the tree, which has the same files.
func writeProxy(dir, clone, tree string, version module.Version) error {
	dir = filepath.Join(dir, filepath.FromSlash(version.Path), "@v")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	mod, err := os.ReadFile(filepath.Join(tree, "go.mod"))
	if err != nil {
		return err
	}
	for name, content := range map[string][]byte{
		"list":                    []byte(version.Version),
		version.Version + ".mod":  mod,
		version.Version + ".info": fmt.Appendf(nil, `{"Version":%q}`, version.Version),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
			return err
		}
	}
	archive, err := os.Create(filepath.Join(dir, version.Version+".zip"))
	if err != nil {
		return err
	}
	if err := zip.CreateFromDir(archive, version, tree); err != nil {
		return err
	}
	if err := archive.Close(); err != nil {
		return err
	}
	return zip.Unzip(clone, version, archive.Name())
}
