//lint:file-ignore ST1005 The program stays as its users have it.

// Adminrestv1 is the sample program of IBM's Event Streams SDK with another
// import: it deletes a topic test-topic, creates it, shows it, gives it more
// partitions, looks at mirroring, and deletes it. A topic of that name that is
// there, whoever made it, and its records are lost.
//
// KAFKA_ADMIN_URL says where the service is, and API_KEY or BEARER_TOKEN who
// asks. Without KAFKA_ADMIN_URL the program runs on an embedded emulator.
package main

// Code Setup
import (
	"errors"
	"fmt"
	"net/http"
	"os"

	"github.com/IBM/go-sdk-core/v5/core"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/adminrest/adminrestv1"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

// End Code Setup

func main() {
	if err := run(os.Getenv("KAFKA_ADMIN_URL"), os.Getenv("API_KEY"), os.Getenv("BEARER_TOKEN")); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(URL, apiKey, bearerToken string) error {
	if URL == "" {
		server, err := kafkaresttest.New(kafkaresttest.Options{Auth: kafkaresttest.Auth{APIKey: "emulated"}})
		if err != nil {
			return err
		}
		defer server.Close()
		fmt.Println("KAFKA_ADMIN_URL is not set: using an embedded emulator.")
		URL, apiKey, bearerToken = server.AdminRESTURL(), "emulated", ""
	}
	if apiKey == "" && bearerToken == "" {
		return errors.New("Please set either an API_KEY or a BEARER_TOKEN")
	}
	if apiKey != "" && bearerToken != "" {
		return errors.New("Please set either an API_KEY or a BEARER_TOKEN, not both")
	}

	// Create Authenticator
	var authenticator core.Authenticator

	if apiKey != "" {
		var err error
		// Create an Basic IAM authenticator.
		authenticator, err = core.NewBasicAuthenticator("token", apiKey)
		if err != nil {
			return fmt.Errorf("failed to create new basic authenticator: %s", err.Error())
		}
	} else {
		var err error
		// Create an IAM Bearer Token authenticator.
		authenticator, err = core.NewBearerTokenAuthenticator(bearerToken)
		if err != nil {
			return fmt.Errorf("failed to create new bearer token authenticator: %s", err.Error())
		}
	}
	// End Authenticator

	// Create Service
	serviceAPI, serviceErr := adminrestv1.NewAdminrestV1(&adminrestv1.AdminrestV1Options{
		URL:           URL,
		Authenticator: authenticator,
	})
	// End Create Service
	if serviceErr != nil {
		return fmt.Errorf("failed to create the service: %s", serviceErr.Error())
	}

	fmt.Println("Deleting test-topic, if it is there")
	switch err := deleteTopic(serviceAPI); {
	case errors.Is(err, kafkarest.ErrNotFound):
		fmt.Println("\tthere is none")
	case err != nil:
		return err
	}
	for _, step := range []struct {
		title string
		do    func(*adminrestv1.AdminrestV1) error
	}{
		{"Listing topics", listTopics},
		{"Creating a topic", createTopic},
		{"Topic details", topicDetails},
		{"Listing topics", listTopics},
		{"Updating the topic", updateTopicDetails},
		{"Topic details", topicDetails},
		{"Mirroring", mirroring},
		{"Deleting the topic", deleteTopic},
		{"Listing topics", listTopics},
	} {
		fmt.Println(step.title)
		if err := step.do(serviceAPI); err != nil {
			return err
		}
	}
	return nil
}

// mirroring shows the mirroring functions where the cluster is the target of
// mirroring, and restores the selection that it found.
func mirroring(serviceAPI *adminrestv1.AdminrestV1) error {
	before, _, operationErr := serviceAPI.GetMirroringTopicSelection(new(adminrestv1.GetMirroringTopicSelectionOptions))
	if errors.Is(operationErr, kafkarest.ErrNotFound) {
		fmt.Println("\tthis cluster is not the target of mirroring")
		return nil
	}
	if operationErr != nil {
		return operationErr
	}
	err := errors.Join(
		listMirroringTopicSelection(serviceAPI),
		replaceMirroringTopicSelection(serviceAPI),
		getMirroringActiveTopics(serviceAPI),
	)
	_, _, operationErr = serviceAPI.ReplaceMirroringTopicSelection(&adminrestv1.ReplaceMirroringTopicSelectionOptions{Includes: before.Includes})
	return errors.Join(err, operationErr)
}

func createTopic(serviceAPI *adminrestv1.AdminrestV1) error {
	// Construct an instance of the createTopicOptionsModel.
	createTopicOptionsModel := new(adminrestv1.CreateTopicOptions)
	createTopicOptionsModel.Name = core.StringPtr("test-topic")
	createTopicOptionsModel.PartitionCount = core.Int64Ptr(int64(1))

	// Create the Topic.
	response, operationErr := serviceAPI.CreateTopic(createTopicOptionsModel)
	if operationErr != nil {
		return fmt.Errorf("Error Creating Topics: %s", operationErr.Error())
	}

	// Check the result.
	if response.StatusCode != http.StatusAccepted {
		return fmt.Errorf("Error Creating Topic: status %d", response.StatusCode)
	}

	fmt.Printf("\tname: %s created\n", *createTopicOptionsModel.Name)

	return nil
}

func deleteTopic(serviceAPI *adminrestv1.AdminrestV1) error {
	// Construct an instance of the DeleteTopicOptions model
	deleteTopicOptionsModel := new(adminrestv1.DeleteTopicOptions)
	deleteTopicOptionsModel.TopicName = core.StringPtr("test-topic")

	// Delete Topic
	response, operationErr := serviceAPI.DeleteTopic(deleteTopicOptionsModel)
	if operationErr != nil {
		return fmt.Errorf("Error Deleting Topic: %w", operationErr)
	}

	// Check the result.
	if response.StatusCode != http.StatusAccepted {
		return fmt.Errorf("Error Deleting Topic: status %d", response.StatusCode)
	}

	fmt.Printf("\tname: %s deleted\n", *deleteTopicOptionsModel.TopicName)
	return nil
}

func listTopics(serviceAPI *adminrestv1.AdminrestV1) error {
	// Construct an instance of the ListTopicsOptions model
	listTopicsOptionsModel := new(adminrestv1.ListTopicsOptions)

	// Call ListTopics.
	result, response, operationErr := serviceAPI.ListTopics(listTopicsOptionsModel)
	if operationErr != nil {
		return fmt.Errorf("Error Listing Topics: %s", operationErr.Error())
	}

	// Check the result.
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("Error Listing Topics: status %d", response.StatusCode)
	}

	// Loop and print topics.
	for _, topicDetail := range result {
		fmt.Printf("\tname: %s\n", *topicDetail.Name)
	}
	return nil
}

func topicDetails(serviceAPI *adminrestv1.AdminrestV1) error {
	// Construct an instance of the GetTopicOptions model
	getTopicOptionsModel := new(adminrestv1.GetTopicOptions)
	getTopicOptionsModel.TopicName = core.StringPtr("test-topic")

	// Call List Topic Details.
	result, response, operationErr := serviceAPI.GetTopic(getTopicOptionsModel)
	if operationErr != nil {
		return fmt.Errorf("Error Listing Topic Details: %s", operationErr.Error())
	}

	// Check the result.
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("Error Listing Topic Details: status %d", response.StatusCode)
	}

	// Print topics details.
	fmt.Printf("\tname: \t\t\t%s\n", *result.Name)

	// The number of partitions.
	fmt.Printf("\tno of partitions: \t%d\n", *result.Partitions)

	// The number of replication factor.
	fmt.Printf("\treplication factor: \t%d\n", *result.ReplicationFactor)

	// The value of config property 'retention.ms'.
	fmt.Printf("\tretention (ms): \t%d\n", *result.RetentionMs)

	// The value of config property 'cleanup.policy'.
	fmt.Printf("\tcleanup policy: \t%s\n", *result.CleanupPolicy)

	// Configs *TopicConfigs
	fmt.Printf("\ttopic configs: \t\t%+v\n", *result.Configs)

	// The replia assignment of the topic.
	// ReplicaAssignments []ReplicaAssignment
	for _, assignment := range result.ReplicaAssignments {
		fmt.Printf("\tassignment:  \t\tid:%d,  \tbrokers: %+v\n", assignment.ID, assignment.Brokers)
	}

	return nil
}

func updateTopicDetails(serviceAPI *adminrestv1.AdminrestV1) error {
	// Construct an instance of the UpdateTopicOptions model
	updateTopicOptionsModel := new(adminrestv1.UpdateTopicOptions)
	updateTopicOptionsModel.TopicName = core.StringPtr("test-topic")
	updateTopicOptionsModel.NewTotalPartitionCount = core.Int64Ptr(int64(6))

	// Invoke operation with valid options model.
	response, operationErr := serviceAPI.UpdateTopic(updateTopicOptionsModel)
	if operationErr != nil {
		return fmt.Errorf("Error Updating Topic: %s", operationErr.Error())
	}

	// Check the result.
	if response.StatusCode != http.StatusAccepted {
		return fmt.Errorf("Error Updating Topics: status %d", response.StatusCode)
	}

	fmt.Printf("\tname: %s updated\n", *updateTopicOptionsModel.TopicName)

	return nil
}

func listMirroringTopicSelection(serviceAPI *adminrestv1.AdminrestV1) error {
	// Construct an instance of the GetMirroringTopicSelectionOptions model
	getMirroringTopicSelectionOptionsModel := new(adminrestv1.GetMirroringTopicSelectionOptions)

	// Call GetMirroringTopicSelection.
	result, response, operationErr := serviceAPI.GetMirroringTopicSelection(getMirroringTopicSelectionOptionsModel)
	if operationErr != nil {
		return fmt.Errorf("Error Listing Mirroring Topics: %s", operationErr.Error())
	}

	// Check the result.
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("Error Listing Mirroring Topics: status %d", response.StatusCode)
	}

	// Loop and print mirroring topics.
	for _, topicName := range result.Includes {
		fmt.Printf("\tname: %s\n", topicName)
	}

	return nil
}

func replaceMirroringTopicSelection(serviceAPI *adminrestv1.AdminrestV1) error {
	// Construct an instance of the ReplaceMirroringTopicSelectionOptions model
	replaceMirroringTopicSelectionOptionsModel := new(adminrestv1.ReplaceMirroringTopicSelectionOptions)
	replaceMirroringTopicSelectionOptionsModel.Includes = []string{"test-topic"}

	// Invoke operation with valid options model.
	result, response, operationErr := serviceAPI.ReplaceMirroringTopicSelection(replaceMirroringTopicSelectionOptionsModel)
	if operationErr != nil {
		return fmt.Errorf("Error Replacing Mirroring Topics: %s", operationErr.Error())
	}

	// Check the result.
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("Error Replacing Mirroring Topics: status %d", response.StatusCode)
	}

	// Loop and print mirroring topics.
	for _, topicName := range result.Includes {
		fmt.Printf("\ttopic added: %s\n", topicName)
	}

	return nil
}

func getMirroringActiveTopics(serviceAPI *adminrestv1.AdminrestV1) error {
	// Construct an instance of the GetMirroringActiveTopicsOptions model
	getMirroringActiveTopicsOptionsModel := new(adminrestv1.GetMirroringActiveTopicsOptions)

	// Call GetMirroringActiveTopics.
	result, response, operationErr := serviceAPI.GetMirroringActiveTopics(getMirroringActiveTopicsOptionsModel)
	if operationErr != nil {
		return fmt.Errorf("Error Listing Active Mirroring Topics: %s", operationErr.Error())
	}

	// Check the result.
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("Error Listing Active Mirroring Topics: status %d", response.StatusCode)
	}

	// Loop and print mirroring topics.
	for _, topicName := range result.ActiveTopics {
		fmt.Printf("\tname: %s\n", topicName)
	}

	return nil
}
