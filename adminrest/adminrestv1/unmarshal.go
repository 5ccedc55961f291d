package adminrestv1

import (
	"encoding/json"
	"reflect"

	"github.com/IBM/go-sdk-core/v5/core"
)

// property is one property of a model.
type property struct {
	name      string
	field     any                    // points to the field
	unmarshal core.ModelUnmarshaller // nil unless it is a model or a list of them
}

// unmarshalModel reads the properties of model, to which they point, from the
// members of an object, and then sets what result points to to model.
func unmarshalModel(members map[string]json.RawMessage, result, model any, properties ...property) error {
	for _, p := range properties {
		var err error
		if p.unmarshal == nil {
			err = core.UnmarshalPrimitive(members, p.name, p.field)
		} else {
			err = core.UnmarshalModel(members, p.name, p.field, p.unmarshal)
		}
		if err != nil {
			return core.SDKErrorf(err, "", p.name+"-error", component())
		}
	}
	reflect.ValueOf(result).Elem().Set(reflect.ValueOf(model))
	return nil
}
