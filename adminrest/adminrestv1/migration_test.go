package adminrestv1_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var goBlock = regexp.MustCompile("(?s)```go\n(.*?)```")

// The programs of the page on migration compile, and vet has nothing to say.
func TestMigrationPage(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/migrating-from-ibm-sdk.md")
	require.NoError(t, err)
	programs := goBlock.FindAllSubmatch(page, -1)
	require.Len(t, programs, 3)
	for i, program := range programs {
		file := filepath.Join(t.TempDir(), fmt.Sprintf("program%d.go", i+1))
		require.NoError(t, os.WriteFile(file, program[1], 0o600))
		output, err := exec.CommandContext(t.Context(), "go", "vet", file).CombinedOutput()
		assert.NoError(t, err, "%s", output)
	}
}
