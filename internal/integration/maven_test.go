package main

import (
	"encoding/xml"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestFindComplete(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		spoil func(t *testing.T, dir string)
		found bool
	}{
		"complete":  {func(*testing.T, string) {}, true},
		"no marker": {func(t *testing.T, dir string) { require.NoError(t, os.Remove(filepath.Join(dir, completeFile))) }, false},
		"no jar":    {func(t *testing.T, dir string) { require.NoError(t, os.Remove(filepath.Join(dir, "a.jar"))) }, false},
		"cut jar":   {func(t *testing.T, dir string) { require.NoError(t, os.Truncate(filepath.Join(dir, "a.jar"), 1)) }, false},
		"other artifacts": {func(t *testing.T, dir string) {
			require.NoError(t, markComplete(dir, release{version: kafka4.version, artifacts: []string{"g:a:1"}}))
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cache := t.TempDir()
			assert.Empty(t, findComplete(cache, kafka4))
			dir := filepath.Join(cache, "1")
			require.NoError(t, os.Mkdir(dir, 0o755))
			require.NoError(t, os.WriteFile(filepath.Join(dir, "a.jar"), []byte("jar"), 0o644))
			require.NoError(t, markComplete(dir, kafka4))
			c.spoil(t, dir)
			if c.found {
				assert.Equal(t, dir, findComplete(cache, kafka4))
			} else {
				assert.Empty(t, findComplete(cache, kafka4))
			}
		})
	}
}

// maven is a program in the place of Maven: it copies one file, or fails.
func maven(t *testing.T, script string) string {
	t.Helper()
	shell(t, "") // skips without one
	program := filepath.Join(t.TempDir(), "mvn")
	require.NoError(t, os.WriteFile(program, []byte("#!/bin/sh\nfor last; do :; done\ndir=${last#-DoutputDirectory=}\necho jar >$dir/a.jar\n"+script), 0o755))
	return program
}

// TestFetch is not parallel: a program that was just written cannot be run while
// another test's fork has it open.
func TestFetch(t *testing.T) {
	s := &session{dir: t.TempDir()}
	cache := filepath.Join(t.TempDir(), "not", "there", "yet")
	_, err := fetch(t.Context(), s, maven(t, "exit 1"), cache, kafka4)
	require.ErrorContains(t, err, "maven: exit status 1")
	left, err := os.ReadDir(cache)
	require.NoError(t, err)
	assert.Empty(t, left, "a failed fetch leaves nothing")

	first, err := fetch(t.Context(), s, maven(t, ""), cache, kafka4)
	require.NoError(t, err)
	assert.FileExists(t, filepath.Join(first, "a.jar"))
	assert.Equal(t, first, findComplete(cache, kafka4))

	require.NoError(t, os.Remove(filepath.Join(first, "a.jar")))
	second, err := fetch(t.Context(), s, maven(t, ""), cache, kafka4)
	require.NoError(t, err)
	assert.Equal(t, second, findComplete(cache, kafka4), "a broken one is fetched again")
}

func TestPOM(t *testing.T) {
	t.Parallel()
	var pom struct {
		Version      string `xml:"version"`
		Dependencies []struct {
			GroupID    string `xml:"groupId"`
			ArtifactID string `xml:"artifactId"`
			Version    string `xml:"version"`
		} `xml:"dependencies>dependency"`
	}
	require.NoError(t, xml.Unmarshal([]byte(kafka4.pom()), &pom))
	assert.Equal(t, kafka4.version, pom.Version)
	var artifacts []string
	for _, d := range pom.Dependencies {
		artifacts = append(artifacts, d.GroupID+":"+d.ArtifactID+":"+d.Version)
	}
	assert.Equal(t, kafka4.artifacts, artifacts)
}

func TestFileURL(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"/a b/c":    "file:///a%20b/c",
		"C:/a/file": "file:///C:/a/file",
	} {
		assert.Equal(t, want, fileURL(filepath.FromSlash(path)))
	}
}

func TestLogging(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	options, err := kafka3.logging(dir)
	require.NoError(t, err)
	file := filepath.Join(dir, "log4j.properties")
	assert.Equal(t, []string{"-Dlog4j.configuration=" + fileURL(file)}, options)
	assert.FileExists(t, file)
	options, err = kafka4.logging(t.TempDir())
	require.NoError(t, err)
	assert.Equal(t, []string{"-Dlog4j2.level=INFO"}, options)
}
