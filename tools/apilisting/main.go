// Apilisting writes what each public package of a module exports, one line for
// each name, so that a change of it is seen in review.
//
//	apilisting -tree .. -out ../docs/api
package main

import (
	"flag"
	"fmt"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

func main() {
	tree := flag.String("tree", ".", "the module's `folder`")
	out := flag.String("out", "docs/api", "the `folder` of the listings")
	flag.Parse()
	if err := run(*tree, *out); err != nil {
		fmt.Fprintln(os.Stderr, "apilisting:", err)
		os.Exit(1)
	}
}

func run(tree, out string) error {
	loaded, err := packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedTypes | packages.NeedImports | packages.NeedDeps | packages.NeedModule | packages.NeedSyntax | packages.NeedTypesInfo,
		Dir:  tree,
		Env:  append(os.Environ(), "GOFLAGS=-mod=readonly"),
	}, "./...")
	if err != nil {
		return err
	}
	if packages.PrintErrors(loaded) > 0 {
		return fmt.Errorf("the packages of %s cannot be loaded", tree)
	}
	if err := os.RemoveAll(out); err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	for _, p := range loaded {
		if p.Name == "main" || isInternal(p.PkgPath) || p.Module == nil {
			continue
		}
		lines := list(p.Types)
		if len(lines) == 0 {
			continue
		}
		file := filepath.Join(out, strings.ReplaceAll(relative(p), "/", "-")+".txt")
		if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
			return err
		}
	}
	return nil
}

func isInternal(path string) bool {
	return slices.Contains(strings.Split(path, "/"), "internal")
}

// relative is the path of a package in its module, for the root the package's
// name.
func relative(p *packages.Package) string {
	if p.PkgPath == p.Module.Path {
		return p.Name
	}
	return strings.TrimPrefix(p.PkgPath, p.Module.Path+"/")
}

// list is a line for each name that the package exports, and for each exported
// field and method of its types.
func list(p *types.Package) []string {
	qualify := func(other *types.Package) string {
		if other == p {
			return ""
		}
		return other.Name()
	}
	var lines []string
	for _, name := range p.Scope().Names() {
		object := p.Scope().Lookup(name)
		if !object.Exported() {
			continue
		}
		switch object := object.(type) {
		case *types.Const:
			lines = append(lines, fmt.Sprintf("const %s %s = %s", name, types.TypeString(object.Type(), qualify), object.Val()))
		case *types.TypeName:
			lines = append(lines, listType(object, qualify)...)
		default:
			lines = append(lines, types.ObjectString(object, qualify))
		}
	}
	return lines
}

func listType(object *types.TypeName, qualify types.Qualifier) []string {
	name := object.Name()
	if object.IsAlias() {
		return []string{types.ObjectString(object, qualify)}
	}
	var lines []string
	switch underlying := object.Type().Underlying().(type) {
	case *types.Struct:
		lines = append(lines, "type "+name+" struct")
		for field := range underlying.Fields() {
			if field.Exported() {
				lines = append(lines, fmt.Sprintf("type %s struct, %s %s", name, field.Name(), types.TypeString(field.Type(), qualify)))
			}
		}
	default:
		lines = append(lines, fmt.Sprintf("type %s %s", name, types.TypeString(underlying, qualify)))
	}
	methods := types.NewMethodSet(types.NewPointer(object.Type()))
	for selection := range methods.Methods() {
		if method := selection.Obj(); method.Exported() && !types.IsInterface(object.Type()) {
			lines = append(lines, types.ObjectString(method, qualify))
		}
	}
	return lines
}
