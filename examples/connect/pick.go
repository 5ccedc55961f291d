package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/kafkarest/kafkarest-go/connect"
)

// pickAndDelete lists the connectors by number, asks which ones to delete and
// whether that is meant, and deletes them. The end of in, or an empty line,
// deletes nothing. What the client would not delete has no number.
func pickAndDelete(ctx context.Context, client *connect.Client, in io.Reader, out io.Writer) error {
	listed, err := client.ListConnectors(ctx)
	if err != nil {
		return err
	}
	slices.Sort(listed)
	var names []string
	for _, name := range listed {
		if client.CheckName(name) != nil {
			fmt.Fprintf(out, "     %q cannot be deleted here: workers may take its name for another\n", name)
			continue
		}
		names = append(names, name)
		fmt.Fprintf(out, "%3d  %q\n", len(names), name)
	}
	if len(names) == 0 {
		fmt.Fprintln(out, "There are no connectors to delete.")
		return nil
	}
	lines := readLines(in)
	picked, err := askForNames(ctx, lines, out, names)
	if err != nil {
		return err
	}
	if len(picked) == 0 {
		fmt.Fprintln(out, "Nothing is deleted.")
		return nil
	}
	answer, err := ask(ctx, lines, out, fmt.Sprintf("Delete %s? y or n: ", quoted(picked)))
	if err != nil {
		return err
	}
	if answer = strings.ToLower(strings.TrimSpace(answer)); answer != "y" && answer != "yes" {
		fmt.Fprintln(out, "Nothing is deleted.")
		return nil
	}
	return remove(ctx, client, out, picked...)
}

// askForNames asks until the answer is numbers of names, or nothing.
func askForNames(ctx context.Context, lines <-chan string, out io.Writer, names []string) ([]string, error) {
	for {
		answer, err := ask(ctx, lines, out, "Delete which ones? Numbers, with blanks or commas between: ")
		if err != nil {
			return nil, err
		}
		picked, err := pickNames(names, answer)
		if err == nil {
			return picked, nil
		}
		fmt.Fprintln(out, err)
	}
}

func quoted(names []string) string {
	list := make([]string, len(names))
	for i, name := range names {
		list[i] = strconv.Quote(name)
	}
	return strings.Join(list, ", ")
}

// readLines reads lines in a goroutine of its own, since reading a terminal
// does not end with a context. The channel is closed at the end.
func readLines(in io.Reader) <-chan string {
	lines := make(chan string, 1)
	go func() {
		defer close(lines)
		for scanner := bufio.NewScanner(in); scanner.Scan(); {
			lines <- scanner.Text()
		}
	}()
	return lines
}

// ask returns the next line, which is empty at the end of the lines.
func ask(ctx context.Context, lines <-chan string, out io.Writer, question string) (string, error) {
	fmt.Fprint(out, question)
	select {
	case line, ok := <-lines:
		if !ok {
			fmt.Fprintln(out)
		}
		return line, nil
	case <-ctx.Done():
		fmt.Fprintln(out)
		return "", context.Cause(ctx)
	}
}

// pickNames are the names of the numbers in a line, each once.
func pickNames(names []string, line string) ([]string, error) {
	var picked []string
	separates := func(r rune) bool { return r == ',' || unicode.IsSpace(r) }
	for _, field := range strings.FieldsFunc(line, separates) {
		number, err := strconv.Atoi(field)
		if err != nil || number < 1 || number > len(names) {
			return nil, fmt.Errorf("%q is not a number from 1 to %d", field, len(names))
		}
		if name := names[number-1]; !slices.Contains(picked, name) {
			picked = append(picked, name)
		}
	}
	return picked, nil
}
