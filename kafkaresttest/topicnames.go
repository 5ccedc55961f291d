package kafkaresttest

import "regexp"

var topicNamePattern = regexp.MustCompile(`^[a-zA-Z0-9._-]{1,249}$`)

// validTopicName is Kafka's rule for topic names. The embedded cluster does not
// apply it, apart from refusing names that differ only in "." and "_".
func validTopicName(name string) bool {
	return topicNamePattern.MatchString(name) && name != "." && name != ".."
}
