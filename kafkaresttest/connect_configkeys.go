package kafkaresttest

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// configKey is the definition of a config. The zero values of order, width and
// display name are those of a key without data for user interfaces.
type configKey struct {
	name          string
	kind          string // BOOLEAN, STRING, INT, SHORT, LONG, DOUBLE, LIST, CLASS or PASSWORD
	fallback      *string
	required      bool
	importance    string
	documentation string
	group         string
	order         int32
	width         string
	display       string
	recommended   []string
	check         func(value *string) string // the reason why a value is wrong, "" for a right one
}

// configKeyInfo is a definition as it is sent. The order has another name from
// 4.2 on.
type configKeyInfo struct {
	Name          string   `json:"name"`
	Type          string   `json:"type"`
	Required      bool     `json:"required"`
	DefaultValue  *string  `json:"default_value"`
	Importance    string   `json:"importance"`
	Documentation string   `json:"documentation"`
	Group         *string  `json:"group"`
	Width         string   `json:"width"`
	DisplayName   string   `json:"display_name"`
	Dependents    []string `json:"dependents"`
	Order         *int32   `json:"order,omitzero"`
	OrderInGroup  *int32   `json:"order_in_group,omitzero"`
}

const hiddenPassword = "[hidden]"

func (k configKey) info(release connectRelease) configKeyInfo {
	info := configKeyInfo{
		Name: k.name, Type: k.kind, Required: k.required, DefaultValue: k.fallback,
		Importance: k.importance, Documentation: k.documentation, Width: k.width, DisplayName: k.display,
	}
	order := k.order
	if k.group == "" && k.width == "" {
		order, info.Width = -1, "NONE"
	}
	if k.display == "" {
		info.DisplayName = k.name
	}
	if k.group != "" {
		info.Group = &k.group
	}
	if k.kind == "PASSWORD" && k.fallback != nil {
		hidden := hiddenPassword
		info.DefaultValue = &hidden
	}
	if release.atLeast(4, 2) {
		info.OrderInGroup = &order
	} else {
		info.Order = &order
	}
	return info
}

type configValueInfo struct {
	Name              string   `json:"name"`
	Value             *string  `json:"value"`
	RecommendedValues []string `json:"recommended_values"`
	Errors            []string `json:"errors"`
	Visible           bool     `json:"visible"`
}

// value reads the value of a key from a config that may have none for it.
func (k configKey) value(config map[string]string) configValueInfo {
	info := configValueInfo{Name: k.name, RecommendedValues: k.recommended, Visible: true}
	given, ok := config[k.name]
	switch {
	case ok:
		parsed, reason := parseConfigValue(k.kind, given)
		if reason != "" {
			info.addInvalid(&given, reason)
		} else {
			info.Value = &parsed
		}
	case k.required:
		info.Errors = append(info.Errors, fmt.Sprintf("Missing required configuration %q which has no default value.", k.name))
	default:
		info.Value = k.fallback
	}
	if k.check != nil {
		if reason := k.check(info.Value); reason != "" {
			info.addInvalid(info.Value, reason)
		}
	}
	if k.kind == "PASSWORD" && info.Value != nil {
		hidden := hiddenPassword
		info.Value = &hidden
	}
	return info
}

func (v *configValueInfo) addInvalid(value *string, reason string) {
	shown := "null"
	if value != nil {
		shown = *value
	}
	v.Errors = append(v.Errors, fmt.Sprintf("Invalid value %s for configuration %s: %s", shown, v.Name, reason))
}

// parseConfigValue returns a value in the form that workers give it, or the
// reason why it is none.
func parseConfigValue(kind, value string) (parsed, reason string) {
	trimmed := strings.TrimSpace(value)
	var err error
	switch kind {
	case "BOOLEAN":
		parsed = strings.ToLower(trimmed)
		if parsed != "true" && parsed != "false" {
			return "", "Expected value to be either true or false"
		}
		return parsed, ""
	case "SHORT":
		_, err = strconv.ParseInt(trimmed, 10, 16)
	case "INT":
		_, err = strconv.ParseInt(trimmed, 10, 32)
	case "LONG":
		_, err = strconv.ParseInt(trimmed, 10, 64)
	case "DOUBLE":
		_, err = strconv.ParseFloat(trimmed, 64)
	case "LIST":
		return strings.Join(listItems(value), ","), ""
	case "CLASS":
		return trimmed, ""
	default:
		return value, ""
	}
	if err != nil {
		return "", "Not a number of type " + kind
	}
	return trimmed, ""
}

// listItems reads a comma-separated list, which is empty when the text is
// blank.
func listItems(value string) []string { return splitList(strings.TrimSpace(value)) }

// What values must be.

func atLeast(minimum int64) func(*string) string {
	return func(value *string) string {
		if value == nil {
			return "Value must be non-null"
		}
		if n, err := strconv.ParseInt(*value, 10, 64); err != nil || n < minimum {
			return fmt.Sprintf("Value must be at least %d", minimum)
		}
		return ""
	}
}

func isOneOf(values ...string) func(*string) string {
	return func(value *string) string {
		if value == nil || !slices.ContainsFunc(values, func(v string) bool { return strings.EqualFold(v, *value) }) {
			return "String must be one of: " + strings.Join(values, ", ")
		}
		return ""
	}
}

func notEmpty(value *string) string {
	if value != nil && *value == "" {
		return "String may not be empty"
	}
	return ""
}

func connectorName(value *string) string {
	if value != nil && strings.ContainsFunc(*value, unicode.IsControl) {
		return "String may not contain control sequences"
	}
	return notEmpty(value)
}

func uniqueAliases(value *string) string {
	if value == nil {
		return ""
	}
	aliases := listItems(*value)
	unique := slices.Compact(slices.Sorted(slices.Values(aliases)))
	if len(unique) < len(aliases) {
		return "Duplicate alias provided."
	}
	return ""
}

func regularExpression(value *string) string {
	if value == nil {
		return ""
	}
	if _, err := regexp.Compile(*value); err != nil {
		return "Invalid regular expression"
	}
	return ""
}

// Groups of the keys that every connector has.
const (
	groupCommon     = "Common"
	groupTransforms = "Transforms"
	groupPredicates = "Predicates"
	groupErrors     = "Error Handling"
	groupTopics     = "Topic Creation"
	groupExactly    = "Exactly Once Support"
	groupOffsets    = "offsets.topic"
)

func fallback(value string) *string { return &value }

// frameworkKeys returns the keys that the framework defines for a connector, in
// their order.
func frameworkKeys(plugin *connectPlugin, release connectRelease) []configKey {
	keys := commonKeys(plugin, release)
	if plugin.kind == kindSink {
		return append(keys, sinkKeys()...)
	}
	return append(keys, sourceKeys()...)
}

func commonKeys(plugin *connectPlugin, release connectRelease) []configKey {
	versioned := release.atLeast(4, 1)
	var keys []configKey
	var order int32
	add := func(key configKey) {
		order++
		key.order = order
		keys = append(keys, key)
	}
	add(configKey{name: "name", kind: "STRING", required: true, importance: "HIGH", group: groupCommon, width: "MEDIUM", display: "Connector name", documentation: "The name of the connector, unique in the cluster.", check: connectorName})
	add(configKey{name: "connector.class", kind: "STRING", required: true, importance: "HIGH", group: groupCommon, width: "LONG", display: "Connector class", documentation: "The class of the connector, by its full or its simple name."})
	if versioned {
		add(configKey{name: "connector.plugin.version", kind: "STRING", fallback: fallback(plugin.version), recommended: []string{plugin.version}, importance: "MEDIUM", group: groupCommon, width: "MEDIUM", display: "Connector version", documentation: "The version of the connector, or a range of versions."})
	}
	add(configKey{name: "tasks.max", kind: "INT", fallback: fallback("1"), importance: "HIGH", group: groupCommon, width: "SHORT", display: "Tasks max", documentation: "How many tasks the connector may have.", check: atLeast(1)})
	add(configKey{name: "tasks.max.enforce", kind: "BOOLEAN", fallback: fallback("true"), importance: "LOW", group: groupCommon, width: "SHORT", display: "Enforce tasks max", documentation: "Whether a connector with too many tasks fails."})
	for _, converter := range []string{"key", "value", "header"} {
		title := strings.ToUpper(converter[:1]) + converter[1:] + " converter"
		add(configKey{name: converter + ".converter", kind: "CLASS", importance: "LOW", group: groupCommon, width: "SHORT", display: title + " class", documentation: "The class that converts the " + converter + "s of records."})
		if versioned {
			add(configKey{name: converter + ".converter.plugin.version", kind: "STRING", importance: "LOW", group: groupCommon, width: "SHORT", display: title + " version", documentation: "The version of that class."})
		}
	}
	add(configKey{name: "transforms", kind: "LIST", fallback: fallback(""), importance: "LOW", group: groupTransforms, width: "LONG", display: "Transforms", documentation: "Aliases of the transformations that records pass.", check: uniqueAliases})
	add(configKey{name: "predicates", kind: "LIST", fallback: fallback(""), importance: "LOW", group: groupPredicates, width: "LONG", display: "Predicates", documentation: "Aliases of the predicates that transformations use.", check: uniqueAliases})
	add(configKey{name: "config.action.reload", kind: "STRING", fallback: fallback("restart"), importance: "LOW", group: groupCommon, width: "MEDIUM", display: "Reload Action", documentation: "What happens when an external config changes.", check: isOneOf("none", "restart")})

	return append(keys,
		configKey{name: "errors.retry.timeout", kind: "LONG", fallback: fallback("0"), importance: "MEDIUM", group: groupErrors, order: 1, width: "MEDIUM", display: "Retry Timeout for Errors", documentation: "How long a failed operation is tried again, in milliseconds; -1 for ever."},
		configKey{name: "errors.retry.delay.max.ms", kind: "LONG", fallback: fallback("60000"), importance: "MEDIUM", group: groupErrors, order: 2, width: "MEDIUM", display: "Maximum Delay Between Retries for Errors", documentation: "The longest wait between attempts, in milliseconds."},
		configKey{name: "errors.tolerance", kind: "STRING", fallback: fallback("none"), importance: "MEDIUM", group: groupErrors, order: 3, width: "SHORT", display: "Error Tolerance", documentation: "Whether records that fail are skipped.", check: isOneOf("none", "all")},
		configKey{name: "errors.log.enable", kind: "BOOLEAN", fallback: fallback("false"), importance: "MEDIUM", group: groupErrors, order: 4, width: "SHORT", display: "Log Errors", documentation: "Whether failures are logged."},
		configKey{name: "errors.log.include.messages", kind: "BOOLEAN", fallback: fallback("false"), importance: "MEDIUM", group: groupErrors, order: 5, width: "SHORT", display: "Log Error Details", documentation: "Whether the log holds the records that failed."},
	)
}

func sinkKeys() []configKey {
	return []configKey{
		{name: "topics", kind: "LIST", fallback: fallback(""), importance: "HIGH", group: groupCommon, order: 4, width: "LONG", display: "Topics", documentation: "The topics to read."},
		{name: "topics.regex", kind: "STRING", fallback: fallback(""), importance: "HIGH", group: groupCommon, order: 4, width: "LONG", display: "Topics regex", documentation: "A pattern of the topics to read.", check: regularExpression},
		{name: "errors.deadletterqueue.topic.name", kind: "STRING", fallback: fallback(""), importance: "MEDIUM", group: groupErrors, order: 6, width: "MEDIUM", display: "Dead Letter Queue Topic Name", documentation: "The topic for records that fail."},
		{name: "errors.deadletterqueue.topic.replication.factor", kind: "SHORT", fallback: fallback("3"), importance: "MEDIUM", group: groupErrors, order: 7, width: "MEDIUM", display: "Dead Letter Queue Topic Replication Factor", documentation: "The replication factor of that topic when the worker creates it."},
		{name: "errors.deadletterqueue.context.headers.enable", kind: "BOOLEAN", fallback: fallback("false"), importance: "MEDIUM", group: groupErrors, order: 8, width: "MEDIUM", display: "Enable Error Context Headers", documentation: "Whether headers of the records there say what failed."},
	}
}

func sourceKeys() []configKey {
	return []configKey{
		{name: "topic.creation.groups", kind: "LIST", fallback: fallback(""), importance: "LOW", group: groupTopics, order: 1, width: "LONG", display: "Topic Creation Groups", documentation: "Groups of topics that are created with configs of their own.", check: uniqueAliases},
		{name: "exactly.once.support", kind: "STRING", fallback: fallback("requested"), importance: "MEDIUM", group: groupExactly, order: 2, width: "SHORT", display: "Exactly once support", documentation: "Whether the connector must support exactly-once delivery.", check: isOneOf("requested", "required")},
		{name: "transaction.boundary", kind: "STRING", fallback: fallback("poll"), importance: "MEDIUM", group: groupExactly, order: 3, width: "SHORT", display: "Transaction Boundary", documentation: "Where transactions begin and end.", check: isOneOf("poll", "connector", "interval")},
		{name: "transaction.boundary.interval.ms", kind: "LONG", importance: "LOW", group: groupExactly, order: 4, width: "SHORT", display: "Transaction boundary interval", documentation: "The time between transactions, in milliseconds."},
		{name: "offsets.storage.topic", kind: "STRING", importance: "LOW", group: groupOffsets, order: 1, width: "LONG", display: "Offsets topic", documentation: "A topic of the connector's own for its offsets.", check: notEmpty},
	}
}
