package kafkarest_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var (
	fenced  = regexp.MustCompile("(?ms)^```.*?^```$")
	link    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading = regexp.MustCompile(`(?m)^#+ (.*)$`)
	noSlug  = regexp.MustCompile(`[^\p{L}\p{N} _-]`)
)

// TestLinks holds the links between the documents to files and headings that
// there are.
func TestLinks(t *testing.T) {
	t.Parallel()
	links := 0
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".md" {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, match := range link.FindAllStringSubmatch(fenced.ReplaceAllString(string(text), ""), -1) {
			if strings.Contains(match[1], "://") {
				continue
			}
			links++
			file, fragment, _ := strings.Cut(match[1], "#")
			target := path
			if file != "" {
				target = filepath.Join(filepath.Dir(path), file)
			}
			_, err := os.Stat(target)
			assert.NoErrorf(t, err, "%s links to %s", path, match[1])
			if fragment != "" {
				assert.Containsf(t, slugs(t, target), fragment, "%s links to %s", path, match[1])
			}
		}
		return nil
	})
	require.NoError(t, err)
	assert.NotZero(t, links)
}

var (
	methodsOf = regexp.MustCompile("(?m)^\\|[^|\n]*\\| methods of (.*) \\|\n\\| --- \\| --- \\|\n((?:\\|.*\n)+)")
	code      = regexp.MustCompile("`([\\w.]+)`")
	function  = regexp.MustCompile(`(?m)^func (?:\(\*?(\w+)\)\.)?(\w+)[\[(](\w*)`)
)

// TestOperations holds the README's tables of methods to what the packages
// export: all that is named is there, and every method with a context is named.
func TestOperations(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	tables := methodsOf.FindAllStringSubmatch(string(readme), -1)
	require.NotEmpty(t, tables)
	named := make(map[string]string) // by package
	types := make(map[string][]string)
	for _, table := range tables {
		var name string
		for _, match := range code.FindAllStringSubmatch(table[1], -1) {
			typeName := match[1]
			if before, after, ok := strings.Cut(match[1], "."); ok {
				name, typeName = before, after
			}
			types[name] = append(types[name], typeName)
		}
		named[name] += table[2]
	}
	for name, text := range named {
		listings, err := filepath.Glob(filepath.Join("docs", "api", "*"+name+".txt"))
		require.NoError(t, err)
		require.Len(t, listings, 1)
		listing, err := os.ReadFile(listings[0])
		require.NoError(t, err)
		exported := make(map[string]bool)
		for _, match := range function.FindAllStringSubmatch(string(listing), -1) {
			exported[match[2]] = true
			if slices.Contains(types[name], match[1]) && match[3] == "ctx" {
				assert.Containsf(t, text, "`"+match[2]+"`", "%s.%s is in no table", name, match[1])
			}
		}
		for _, match := range code.FindAllStringSubmatch(text, -1) {
			assert.Truef(t, exported[match[1]], "%s has no %s", name, match[1])
		}
	}
}

// slugs are the fragments by which the headings of a document are linked to.
func slugs(t *testing.T, path string) []string {
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	var all []string
	for _, match := range heading.FindAllStringSubmatch(string(text), -1) {
		slug := noSlug.ReplaceAllString(strings.ToLower(match[1]), "")
		all = append(all, strings.ReplaceAll(slug, " ", "-"))
	}
	return all
}
