package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// page is a Markdown file.
type page struct {
	path     string // below the tree
	programs []snippet
	tests    []snippet
	commands []snippet
}

// snippet is what a page shows to be done.
type snippet struct {
	position string // in the page
	text     string
}

func readPages(tree string) ([]*page, error) {
	var pages []*page
	for _, pattern := range []string{"*.md", "docs/*.md"} {
		files, err := filepath.Glob(filepath.Join(tree, pattern))
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			path, err := filepath.Rel(tree, file)
			if err != nil {
				return nil, err
			}
			text, err := os.ReadFile(file)
			if err != nil {
				return nil, err
			}
			p := &page{path: path}
			if err := p.read(string(text)); err != nil {
				return nil, err
			}
			pages = append(pages, p)
		}
	}
	return pages, nil
}

var inlineCommand = regexp.MustCompile("`((?:go (?:run|test|build|doc|get|mod)|make|curl|cd) [^`]+)`")

// read takes a page apart.
func (p *page) read(text string) error {
	var fence *snippet
	language := ""
	for i, line := range strings.Split(text, "\n") {
		opened, isFence := strings.CutPrefix(line, "```")
		position := fmt.Sprintf("%s:%d", p.path, i+1)
		switch {
		case isFence && fence == nil:
			fence, language = &snippet{position: position}, opened
		case isFence:
			if err := p.add(language, *fence); err != nil {
				return err
			}
			fence = nil
		case fence != nil:
			fence.text += line + "\n"
		default:
			for _, match := range inlineCommand.FindAllStringSubmatch(line, -1) {
				p.commands = append(p.commands, snippet{position, match[1]})
			}
		}
	}
	return nil
}

func (p *page) add(language string, fence snippet) error {
	switch language {
	case "go":
		switch {
		case !strings.HasPrefix(fence.text, "package "):
			return fmt.Errorf("%s: this is no whole Go file", fence.position)
		case strings.Contains(fence.text, "*testing.T"):
			p.tests = append(p.tests, fence)
		default:
			p.programs = append(p.programs, fence)
		}
	case "sh":
		p.commands = append(p.commands, fence)
	case "text", "diff":
	default:
		return fmt.Errorf("%s: the language of this fence is %q", fence.position, language)
	}
	return nil
}
