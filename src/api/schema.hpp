#pragma once
// Shapes: what a type looks like as JSON, for the generated documents. Made from the same
// descriptions that read and write the values, so that they cannot disagree.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "service/articles.hpp"
#include "service/operations.hpp"

namespace parley::api {

struct Shape {
    enum class Form { text, time, number, truth, words, list, map, object };
    struct Field {
        std::string name;
        bool optional;
        std::shared_ptr<Shape const> shape;
    };

    Form form = Form::object;
    std::string name;  // of objects and words: the schema's name
    std::vector<std::string> words;
    std::shared_ptr<Shape const> item;  // of lists and maps
    std::vector<Field> fields;
};

/// "parley::service::ChatView" → "Chat": the name without scopes and without "View".
std::string schema_name(std::string_view cpp_name);

template <class T>
struct ShapeOf;

template <class T>
Shape shape_of() {
    return ShapeOf<T>::make();
}

template <class T>
std::shared_ptr<Shape const> shared_shape() {
    return std::make_shared<Shape const>(shape_of<T>());
}

/// The plain name of a type, from the compiler.
template <class T>
std::string type_name() {
    std::string_view const text = __PRETTY_FUNCTION__;
    auto const from = text.find("T = ") + 4;
    return schema_name(text.substr(from, text.find(']', from) - from));
}

inline Shape simple(Shape::Form form) {
    Shape shape;
    shape.form = form;
    return shape;
}

template <>
struct ShapeOf<std::string> {
    static Shape make() { return simple(Shape::Form::text); }
};
template <>
struct ShapeOf<bool> {
    static Shape make() { return simple(Shape::Form::truth); }
};
template <>
struct ShapeOf<std::int64_t> {
    static Shape make() { return simple(Shape::Form::number); }
};
template <>
struct ShapeOf<Instant> {
    static Shape make() { return simple(Shape::Form::time); }
};
template <>
struct ShapeOf<Cursor> {
    static Shape make() { return simple(Shape::Form::text); }
};
template <class Tag>
struct ShapeOf<Id<Tag>> {
    static Shape make() { return simple(Shape::Form::text); }
};
template <class T>
struct ShapeOf<std::optional<T>> {
    static Shape make() { return shape_of<T>(); }
};

template <class T>
struct ShapeOf<std::vector<T>> {
    static Shape make() {
        auto shape = simple(Shape::Form::list);
        shape.item = shared_shape<T>();
        return shape;
    }
};
template <class T>
struct ShapeOf<std::map<std::string, T>> {
    static Shape make() {
        auto shape = simple(Shape::Form::map);
        shape.item = shared_shape<T>();
        return shape;
    }
};
/// A tree: its blocks are named where they lie in one another.
template <>
struct ShapeOf<domain::RichText> {
    static Shape make();
};
template <>
struct ShapeOf<service::BodyJson> : ShapeOf<domain::RichText> {};
template <>
struct ShapeOf<service::SectionsJson> {
    static Shape make() { return shape_of<std::vector<service::SectionText>>(); }
};
template <>
struct ShapeOf<service::FilesJson> {
    static Shape make() { return shape_of<std::vector<service::AttachedFileView>>(); }
};
template <DescribedEnum E>
struct ShapeOf<E> {
    static Shape make() {
        auto shape = simple(Shape::Form::words);
        shape.name = type_name<E>();
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
            [&](auto enumerator) { shape.words.emplace_back(enumerator.name); });
        return shape;
    }
};
template <DescribedStruct S>
struct ShapeOf<S> {
    static Shape make() {
        auto shape = simple(Shape::Form::object);
        shape.name = type_name<S>();
        boost::mp11::mp_for_each<PublicMembers<S>>([&](auto member) {
            using Field = std::remove_cvref_t<decltype(std::declval<S&>().*member.pointer)>;
            shape.fields.push_back({member.name, is_optional<Field>, field_shape<Field>()});
        });
        return shape;
    }

  private:
    /// JSON that was written before hides its type; a message's event is the only such member.
    template <class Field>
    static std::shared_ptr<Shape const> field_shape() {
        if constexpr (std::is_same_v<Field, std::optional<RawJson>>) {
            return shared_shape<service::SystemEventView>();
        } else {
            return shared_shape<Field>();
        }
    }
};

}  // namespace parley::api
