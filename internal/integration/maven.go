package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"text/template"
)

// release is a version of Kafka and the artifacts (group:artifact:version) that
// are needed of it.
type release struct {
	version   string
	artifacts []string
	log4j1    bool // it logs with Log4j 1, which needs a configuration
}

// installation is a release on this machine.
type installation struct {
	version   string
	java      string // the program
	classPath string
	logging   []string // options that make it log to its output
}

// completeFile marks a folder as holding all it should. It is written last.
const completeFile = "complete"

// install finds a release in the cache, or fetches it. Each fetch has a folder of
// its own under the version's, and only complete ones are used, so that several
// runs at once and broken ones do no harm.
func install(ctx context.Context, s *session, cache string, r release) (*installation, error) {
	java, javaErr := exec.LookPath("java")
	if javaErr != nil {
		javaErr = errors.New("java is missing: Apache Kafka needs Java 17 or newer on the PATH")
	}
	cache = filepath.Join(cache, "kafka-"+r.version)
	dir := findComplete(cache, r)
	if dir == "" {
		maven, err := exec.LookPath("mvn")
		if err != nil {
			err = errors.New("mvn is missing: Apache Kafka is fetched with Maven, once")
		}
		if err := errors.Join(javaErr, err); err != nil {
			return nil, err
		}
		say("fetching Apache Kafka %s with Maven", r.version)
		if dir, err = fetch(ctx, s, maven, cache, r); err != nil {
			return nil, err
		}
	}
	if javaErr != nil {
		return nil, javaErr
	}
	logging, err := r.logging(s.dir)
	if err != nil {
		return nil, err
	}
	return &installation{version: r.version, java: java, classPath: filepath.Join(dir, "*"), logging: logging}, nil
}

const log4j1Configuration = `log4j.rootLogger=INFO, stdout
log4j.appender.stdout=org.apache.log4j.ConsoleAppender
log4j.appender.stdout.layout=org.apache.log4j.PatternLayout
log4j.appender.stdout.layout.ConversionPattern=[%d] %p %m (%c)%n
`

// logging is the Java options with which the release logs, and the file that
// they name in dir, if any.
func (r release) logging(dir string) ([]string, error) {
	if !r.log4j1 {
		return []string{"-Dlog4j2.level=INFO"}, nil
	}
	file := filepath.Join(dir, "log4j.properties")
	if err := os.WriteFile(file, []byte(log4j1Configuration), 0o600); err != nil {
		return nil, err
	}
	return []string{"-Dlog4j.configuration=" + fileURL(file)}, nil
}

// fileURL is the URL of a file by its absolute path.
func fileURL(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") { // it begins with a drive
		path = "/" + path
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}

// findComplete returns a folder under cache that has all of the release, or "".
func findComplete(cache string, r release) string {
	markers, _ := filepath.Glob(filepath.Join(cache, "*", completeFile)) // fails on a bad pattern only
	for _, marker := range markers {
		dir := filepath.Dir(marker)
		have, err := os.ReadFile(marker)
		if err != nil {
			continue
		}
		want, err := inventory(dir, r)
		if err == nil && string(have) == want {
			return dir
		}
	}
	return ""
}

// inventory describes what a folder holds: for which release, and the files.
func inventory(dir string, r release) (string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return "", err
	}
	var text strings.Builder
	fmt.Fprintf(&text, "%x\n", sha256.Sum256([]byte(r.pom())))
	for _, entry := range entries {
		if entry.Name() == completeFile {
			continue
		}
		info, err := entry.Info()
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&text, "%d %s\n", info.Size(), entry.Name())
	}
	return text.String(), nil
}

func fetch(ctx context.Context, s *session, maven, cache string, r release) (string, error) {
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp(cache, "")
	if err != nil {
		return "", err
	}
	if err := fetchInto(ctx, s, maven, dir, r); err != nil {
		return "", errors.Join(err, os.RemoveAll(dir))
	}
	return dir, nil
}

func fetchInto(ctx context.Context, s *session, maven, dir string, r release) error {
	pom := filepath.Join(s.dir, "pom.xml")
	if err := os.WriteFile(pom, []byte(r.pom()), 0o644); err != nil {
		return err
	}
	copying := exec.Command(maven, "--batch-mode", "--no-transfer-progress", "--file", pom,
		"dependency:copy-dependencies", "-DoutputDirectory="+dir)
	if err := s.run(ctx, "maven", copying); err != nil {
		return err
	}
	return markComplete(dir, r)
}

func markComplete(dir string, r release) error {
	text, err := inventory(dir, r)
	if err != nil {
		return err
	}
	// In one step, since another run may be looking.
	partial := filepath.Join(dir, completeFile+".partial")
	if err := os.WriteFile(partial, []byte(text), 0o644); err != nil {
		return err
	}
	return os.Rename(partial, filepath.Join(dir, completeFile))
}

var pomTemplate = template.Must(template.New("pom").Parse(`<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>kafkarest</groupId>
  <artifactId>kafka</artifactId>
  <version>{{.Version}}</version>
  <packaging>pom</packaging>
  <dependencies>
{{- range .Artifacts}}
    <dependency><groupId>{{index . 0}}</groupId><artifactId>{{index . 1}}</artifactId><version>{{index . 2}}</version></dependency>
{{- end}}
  </dependencies>
  <build>
    <plugins>
      <plugin><groupId>org.apache.maven.plugins</groupId><artifactId>maven-dependency-plugin</artifactId><version>3.8.1</version></plugin>
    </plugins>
  </build>
</project>
`))

// pom is a Maven project whose dependencies are the artifacts.
func (r release) pom() string {
	var artifacts [][]string
	for _, artifact := range r.artifacts {
		artifacts = append(artifacts, strings.Split(artifact, ":"))
	}
	var text strings.Builder
	if err := pomTemplate.Execute(&text, map[string]any{"Version": r.version, "Artifacts": artifacts}); err != nil {
		panic(err) // an artifact of the program's own that is not three words
	}
	return text.String()
}
