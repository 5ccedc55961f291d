package connect_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/auth"
	"github.com/kafkarest/kafkarest-go/connect"
	"github.com/kafkarest/kafkarest-go/internal/bench"
)

const (
	benchConnectors = 1000
	benchKeys       = 50 // of a config
)

// benchHandler answers from memory. Both sides of every comparison ask it.
func benchHandler() http.Handler {
	status := strings.Join(strings.Fields(ordersDown), "")
	var expanded strings.Builder
	for i := range benchConnectors {
		separator := ","
		if i == 0 {
			separator = "{"
		}
		fmt.Fprintf(&expanded, `%s"connector-%d":{"info":%s,"status":%s}`, separator, i, ordersSink, status)
	}
	expanded.WriteString("}")

	mux := http.NewServeMux()
	answer := func(pattern string, status int, body string) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body)
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
		})
	}
	answer("GET /connectors/orders-sink/status", http.StatusOK, status)
	answer("GET /connectors/missing/status", http.StatusNotFound, `{"error_code":404,"message":"No status found for connector missing"}`)
	answer("GET /connectors", http.StatusOK, expanded.String())
	answer("POST /connectors", http.StatusCreated, ordersSink)
	answer("PUT /connectors/orders-sink/config", http.StatusOK, ordersSink)
	answer("PUT /connector-plugins/FileStreamSink/config/validate", http.StatusOK, benchValidation())
	return mux
}

// benchValidation is what a worker finds of a config with benchKeys keys.
func benchValidation() string {
	keys := make([]string, benchKeys)
	for i := range keys {
		keys[i] = fmt.Sprintf(`{"definition":{"name":"key.%d","type":"STRING","required":false,"default_value":"","importance":"MEDIUM",`+
			`"documentation":"What the connector does with it, in a sentence.","group":"Common","width":"MEDIUM","display_name":"Key %d",`+
			`"dependents":[],"order":%d},"value":{"name":"key.%d","value":"v","recommended_values":[],"errors":[],"visible":true}}`, i, i, i, i)
	}
	return `{"name":"FileStreamSink","error_count":0,"groups":["Common"],"configs":[` + strings.Join(keys, ",") + `]}`
}

func BenchmarkConnect(b *testing.B) {
	ctx := context.Background()
	server := bench.Server(b)
	floor := bench.NewFloor(server, "user", "password")
	client, err := connect.New(kafkarest.Config{URL: server, Authenticator: auth.Basic("user", "password")})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(client.CloseIdleConnections)
	b.Cleanup(floor.CloseIdleConnections)

	floorStatus := func(name string) error {
		var status connect.ConnectorStatus
		return floor.Do(ctx, http.MethodGet, "/connectors/"+url.PathEscape(name)+"/status", nil, &status)
	}
	clientStatus := func(name string) error {
		_, err := client.GetConnectorStatus(ctx, name)
		return err
	}
	b.Run("GetConnectorStatus", func(b *testing.B) {
		bench.Rivals(b, func() error { return floorStatus("orders-sink") }, func() error { return clientStatus("orders-sink") })
	})
	b.Run("GetConnectorStatus/64 callers at once", func(b *testing.B) {
		bench.ParallelRivals(b, func() error { return floorStatus("orders-sink") }, func() error { return clientStatus("orders-sink") })
	})
	b.Run("GetConnectorStatus/missing", func(b *testing.B) {
		bench.Rivals(b, func() error {
			if floorStatus("missing") == nil {
				return errors.New("no error")
			}
			return nil
		}, func() error {
			if err := clientStatus("missing"); !errors.Is(err, kafkarest.ErrNotFound) {
				return fmt.Errorf("not %w: %w", kafkarest.ErrNotFound, err)
			}
			return nil
		})
	})

	b.Run("ExpandConnectors/1,000 connectors", func(b *testing.B) {
		expect := func(connectors map[string]connect.ExpandedConnector, err error) error {
			if err == nil && len(connectors) != benchConnectors {
				err = fmt.Errorf("%d connectors", len(connectors))
			}
			return err
		}
		bench.Rivals(b, func() error {
			var connectors map[string]connect.ExpandedConnector
			err := floor.Do(ctx, http.MethodGet, "/connectors?expand=info&expand=status", nil, &connectors)
			return expect(connectors, err)
		}, func() error {
			return expect(client.ExpandConnectors(ctx, nil))
		})
	})

	config := connect.Config{"connector.class": "FileStreamSink", "topics": "orders", "file": "/data/orders.txt", "tasks.max": "2"}
	b.Run("CreateConnector", func(b *testing.B) {
		bench.Rivals(b, func() error {
			body := struct {
				Name   string            `json:"name"`
				Config map[string]string `json:"config"`
			}{"orders-sink", config}
			var created connect.Connector
			return floor.Do(ctx, http.MethodPost, "/connectors", body, &created)
		}, func() error {
			_, err := client.CreateConnector(ctx, "orders-sink", config, nil)
			return err
		})
	})

	b.Run("PutConnector", func(b *testing.B) {
		bench.Rivals(b, func() error {
			var connector connect.Connector
			return floor.Do(ctx, http.MethodPut, "/connectors/"+url.PathEscape("orders-sink")+"/config", config, &connector)
		}, func() error {
			_, err := client.PutConnector(ctx, "orders-sink", config)
			return err
		})
	})

	b.Run("ValidateConfig/50 keys", func(b *testing.B) {
		expect := func(validation *connect.Validation, err error) error {
			if err == nil && len(validation.Configs) != benchKeys {
				err = fmt.Errorf("%d keys", len(validation.Configs))
			}
			return err
		}
		bench.Rivals(b, func() error {
			var validation connect.Validation
			err := floor.Do(ctx, http.MethodPut, "/connector-plugins/"+url.PathEscape("FileStreamSink")+"/config/validate", config, &validation)
			return expect(&validation, err)
		}, func() error {
			return expect(client.ValidateConfig(ctx, config))
		})
	})
}
