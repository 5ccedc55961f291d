package kafkarest_test

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What a program links with a client is a promise: no SDK core, no test
// library, no JWT library, and of franz-go the table of errors alone.
func TestDependencies(t *testing.T) {
	t.Parallel()
	allowed := []string{
		"github.com/go-json-experiment/json",
		"github.com/hashicorp/go-cleanhttp",
		"github.com/hashicorp/go-retryablehttp",
		"github.com/kafkarest/kafkarest-go",
		"github.com/twmb/franz-go/pkg/kerr",
		"golang.org/x/net/http/httpguts",
		"golang.org/x/net/idna",
		"golang.org/x/oauth2",
		"golang.org/x/sync/semaphore",
		"golang.org/x/text",
	}
	for _, name := range []string{".", "./auth", "./adminrest", "./connect", "./restproxy", "./restproxy/restproxyv2", "./dcoskafka"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			output, err := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f", "{{if not .Standard}}{{.ImportPath}}{{end}}", name).Output()
			require.NoError(t, err)
			for _, dependency := range strings.Fields(string(output)) {
				assert.True(t, isAllowed(dependency, allowed), "%s links %s", name, dependency)
			}
		})
	}
}

func isAllowed(dependency string, allowed []string) bool {
	if strings.HasPrefix(dependency, "github.com/kafkarest/kafkarest-go/kafkaresttest") {
		return false
	}
	for _, prefix := range allowed {
		if dependency == prefix || strings.HasPrefix(dependency, prefix+"/") {
			return true
		}
	}
	return false
}
