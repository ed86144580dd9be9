"""The model: one module a family of concepts, each class a concept of the field, each record an immutable value."""
