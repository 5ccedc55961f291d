package adminrestv1_test

import (
	"errors"
	"fmt"
	"log"

	"github.com/IBM/go-sdk-core/v5/core"

	"github.com/kafkarest/kafkarest-go"
	"github.com/kafkarest/kafkarest-go/adminrest/adminrestv1"
	"github.com/kafkarest/kafkarest-go/kafkaresttest"
)

func Example() {
	server, err := kafkaresttest.New(kafkaresttest.Options{Auth: kafkaresttest.Auth{APIKey: "my-key"}})
	if err != nil {
		log.Fatal(err)
	}
	defer server.Close()

	authenticator, err := core.NewBasicAuthenticator("token", "my-key")
	if err != nil {
		log.Fatal(err)
	}
	service, err := adminrestv1.NewAdminrestV1(&adminrestv1.AdminrestV1Options{
		URL:           server.AdminRESTURL(),
		Authenticator: authenticator,
	})
	if err != nil {
		log.Fatal(err)
	}

	response, err := service.CreateTopic(service.NewCreateTopicOptions().SetName("orders").SetPartitionCount(6))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(response.StatusCode)

	topic, _, err := service.GetTopic(service.NewGetTopicOptions("orders"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(*topic.Name, *topic.Partitions)

	_, err = service.DeleteTopic(service.NewDeleteTopicOptions("payments"))
	fmt.Println(errors.Is(err, kafkarest.ErrNotFound))
	// Output:
	// 202
	// orders 6
	// true
}
