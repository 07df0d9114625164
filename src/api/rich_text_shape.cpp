// The shape of formatted text (domain/rich_text.hpp), in the order of its JSON.
#include "api/schema.hpp"

namespace parley::api {

namespace {

using Form = Shape::Form;
using Ptr = std::shared_ptr<Shape const>;

Ptr made(Shape shape) { return std::make_shared<Shape const>(std::move(shape)); }

Ptr list_of(Ptr item) {
    auto shape = simple(Form::list);
    shape.item = std::move(item);
    return made(std::move(shape));
}

Shape object(std::string name, std::vector<Shape::Field> fields) {
    auto shape = simple(Form::object);
    shape.name = std::move(name);
    shape.fields = std::move(fields);
    return shape;
}

}  // namespace

Shape ShapeOf<domain::RichText>::make() {
    constexpr bool optional = true, always = false;
    auto const text = shared_shape<std::string>();
    auto const truth = shared_shape<bool>();
    // Only its name: what it consists of is said below, once.
    auto const blocks = list_of(made(object("Block", {})));
    auto const span = made(object("Span", {{"text", always, text},
                                           {"bold", optional, truth},
                                           {"italic", optional, truth},
                                           {"underline", optional, truth},
                                           {"strike", optional, truth},
                                           {"code", optional, truth},
                                           {"link", optional, text}}));
    auto const cell =
        made(object("Cell", {{"header", optional, truth}, {"blocks", always, blocks}}));
    auto const block = made(object("Block", {{"kind", always, shared_shape<domain::BlockKind>()},
                                             {"spans", optional, list_of(span)},
                                             {"text", optional, text},
                                             {"blocks", optional, blocks},
                                             {"start", optional, shared_shape<std::int64_t>()},
                                             {"items", optional, list_of(blocks)},
                                             {"rows", optional, list_of(list_of(cell))}}));
    return object("RichText", {{"blocks", always, list_of(block)}});
}

}  // namespace parley::api
