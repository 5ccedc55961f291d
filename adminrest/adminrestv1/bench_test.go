package adminrestv1_test

import "net/http"

func benchHandler() http.Handler { return nil }
