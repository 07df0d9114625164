#include "api/documents.hpp"

#include <functional>
#include <map>

#include <boost/json.hpp>

#include "api/operations.hpp"
#include "api/problem.hpp"
#include "base/codes.hpp"

namespace parley::api {

namespace json = boost::json;

namespace {

using Named = std::map<std::string, Shape const*>;

/// All objects and word lists below a shape, by name.
void collect(Shape const& shape, Named& named) {
    if (shape.item) collect(*shape.item, named);
    if (shape.name.empty() || !named.emplace(shape.name, &shape).second) return;
    for (auto const& field : shape.fields) collect(*field.shape, named);
}

Named all_named() {
    static Shape const problem = shape_of<Problem>();
    static Shape const codes = [] {
        auto shape = simple(Shape::Form::words);
        shape.name = "ProblemCode";
        for (auto const word : code_words()) shape.words.emplace_back(word);
        return shape;
    }();
    Named named;
    for (auto const& operation : operations()) {
        collect(operation.params, named);
        collect(operation.result, named);
    }
    for (auto const& event : event_declarations()) collect(event.data, named);
    collect(problem, named);
    collect(codes, named);
    return named;
}

json::object reference(std::string const& name) {
    return {{"$ref", "#/components/schemas/" + name}};
}

json::object schema(Shape const& shape) {
    switch (shape.form) {
        case Shape::Form::text:
            return {{"type", "string"}};
        case Shape::Form::time:
            return {{"type", "string"}, {"format", "date-time"}};
        case Shape::Form::number:
            return {{"type", "integer"}};
        case Shape::Form::truth:
            return {{"type", "boolean"}};
        case Shape::Form::list:
            return {{"type", "array"}, {"items", schema(*shape.item)}};
        case Shape::Form::map:
            return {{"type", "object"}, {"additionalProperties", schema(*shape.item)}};
        case Shape::Form::words:
        case Shape::Form::object:
            break;
    }
    return reference(shape.name);
}

json::object definition(Shape const& shape) {
    if (shape.form == Shape::Form::words) {
        return {{"type", "string"}, {"enum", json::value_from(shape.words)}};
    }
    json::object properties;
    json::array required;
    for (auto const& field : shape.fields) {
        properties[field.name] = schema(*field.shape);
        if (!field.optional) required.emplace_back(field.name);
    }
    return {{"type", "object"},
            {"properties", std::move(properties)},
            {"required", std::move(required)},
            {"additionalProperties", false}};
}

json::object components() {
    json::object schemas;
    for (auto const& [name, shape] : all_named()) schemas[name] = definition(*shape);
    return schemas;
}

json::object info() {
    return {
        {"title", "Parley"},
        {"version", "1"},
        {"description",
         "Live chat. Each operation is POST /api/v1/<name> with a JSON object, or the method of a "
         "JSON-RPC 2.0 call on the WebSocket /api/v1/socket (subprotocol parley.v1)."}};
}

json::object content(json::object the_schema) {
    return {{"application/json", json::object{{"schema", std::move(the_schema)}}}};
}

json::object operation_item(Operation const& operation) {
    json::object const problem{
        {"description", "A refusal (RFC 9457)"},
        {"content", json::object{{"application/problem+json",
                                  json::object{{"schema", reference("Problem")}}}}}};
    json::object item{
        {"operationId", operation.name},
        {"summary", operation.summary},
        {"requestBody",
         json::object{{"required", true}, {"content", content(schema(operation.params))}}},
        {"responses",
         json::object{{"200", json::object{{"description", "The result"},
                                           {"content", content(schema(operation.result))}}},
                      {"default", problem}}}};
    if (operation.who == Who::anyone) {
        item["security"] = json::array{};
    }
    if (operation.subject) item["x-audited"] = true;
    return item;
}

}  // namespace

std::string schema_name(std::string_view cpp_name) {
    auto name = cpp_name.substr(
        cpp_name.rfind(':') == std::string_view::npos ? 0 : cpp_name.rfind(':') + 1);
    constexpr std::string_view suffix = "View";
    if (name.ends_with(suffix)) name.remove_suffix(suffix.size());
    return std::string{name};
}

std::string openapi_document() {
    json::object paths;
    for (auto const& operation : operations()) {
        if (operation.name == "session.open" || operation.kind == Kind::socket) continue;
        paths["/api/v1/" + std::string{operation.name}] =
            json::object{{"post", operation_item(operation)}};
    }
    json::object const schemes{
        {"bearer", json::object{{"type", "http"}, {"scheme", "bearer"}}},
        {"cookie", json::object{{"type", "apiKey"}, {"in", "cookie"}, {"name", "__Host-parley"}}}};
    return json::serialize(json::object{
        {"openapi", "3.1.0"},
        {"info", info()},
        {"security", json::array{json::object{{"bearer", json::array{}}},
                                 json::object{{"cookie", json::array{}}}}},
        {"paths", std::move(paths)},
        {"components", json::object{{"schemas", components()}, {"securitySchemes", schemes}}}});
}

std::string asyncapi_document() {
    json::object messages, channel_messages;
    for (auto const& event : event_declarations()) {
        std::string const name{event.type};
        channel_messages[name] = json::object{{"$ref", "#/components/messages/" + name}};
        json::object properties{{"type", json::object{{"const", event.type}}},
                                {"at", json::object{{"type", "string"}, {"format", "date-time"}}},
                                {"data", schema(event.data)}};
        json::array required{"type", "at", "data"};
        if (!event.passing) {
            properties["cursor"] = json::object{{"type", "string"}};
            required.emplace_back("cursor");
        }
        json::object const params{{"type", "object"},
                                  {"properties", std::move(properties)},
                                  {"required", std::move(required)}};
        json::object const frame{
            {"type", "object"},
            {"properties", json::object{{"jsonrpc", json::object{{"const", "2.0"}}},
                                        {"method", json::object{{"const", "event"}}},
                                        {"params", params}}},
            {"required", json::array{"jsonrpc", "method", "params"}}};
        messages[name] =
            json::object{{"name", name}, {"summary", event.summary}, {"payload", frame}};
    }
    return json::serialize(json::object{
        {"asyncapi", "3.0.0"},
        {"info", info()},
        {"channels", json::object{{"socket", json::object{{"address", "/api/v1/socket"},
                                                          {"messages", channel_messages}}}}},
        {"operations",
         json::object{
             {"events", json::object{{"action", "send"},
                                     {"channel", json::object{{"$ref", "#/channels/socket"}}}}}}},
        {"components", json::object{{"messages", messages}, {"schemas", components()}}}});
}

namespace {

std::string typescript(Shape const& shape) {
    switch (shape.form) {
        case Shape::Form::text:
        case Shape::Form::time:
            return "string";
        case Shape::Form::number:
            return "number";
        case Shape::Form::truth:
            return "boolean";
        case Shape::Form::list:
            return typescript(*shape.item) + "[]";
        case Shape::Form::map:
            return "Record<string, " + typescript(*shape.item) + ">";
        case Shape::Form::words:
        case Shape::Form::object:
            break;
    }
    return shape.name;
}

std::string typescript_definition(Shape const& shape) {
    std::string text = "export type " + shape.name + " =";
    if (shape.form == Shape::Form::words) {
        for (auto const& word : shape.words) text += "\n  | \"" + word + "\"";
        return text + ";\n";
    }
    if (shape.fields.empty()) return text + " Record<string, never>;\n";
    text += " {\n";
    for (auto const& field : shape.fields) {
        text +=
            "  " + field.name + (field.optional ? "?: " : ": ") + typescript(*field.shape) + ";\n";
    }
    return text + "};\n";
}

}  // namespace

std::string typescript_document() {
    std::string text =
        "// Made by `parley openapi --format typescript` from the server's declarations. Do not "
        "edit.\n\n";
    for (auto const& [name, shape] : all_named()) text += typescript_definition(*shape) + "\n";
    text += "export interface Operations {\n";
    for (auto const& operation : operations()) {
        text += "  /** " + std::string{operation.summary} + " */\n  \"" +
                std::string{operation.name} + "\": { params: " + typescript(operation.params) +
                "; result: " + typescript(operation.result) + " };\n";
    }
    text += "}\n\nexport interface Events {\n";
    for (auto const& event : event_declarations()) {
        text += "  /** " + std::string{event.summary} + (event.passing ? " Passing." : "") +
                " */\n  \"" + std::string{event.type} + "\": " + typescript(event.data) + ";\n";
    }
    return text +
           "}\n\nexport type EventFrame = {\n"
           "  [T in keyof Events]: { type: T; at: string; cursor?: string; data: Events[T] };\n"
           "}[keyof Events];\n";
}

}  // namespace parley::api
