#pragma once
// Prepared statements with typed parameters and rows, over SOCI. A statement is prepared at its
// first use and kept for the life of its connection. Every result is read to its end before
// anything else runs, since an open cursor would keep a transaction alive.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "base/ensure.hpp"
#include "base/ids.hpp"
#include "base/json.hpp"
#include "base/time.hpp"
#include "domain/redaction/maker.hpp"
#include "domain/skills.hpp"
#include "store/database.hpp"

namespace parley::store {

/// How a type of ours is kept in a column: as a number or as a text.
template <class T>
struct Column;

template <>
struct Column<std::int64_t> {
    using Stored = long long;
    static Stored put(std::int64_t value) { return value; }
    static std::int64_t take(Stored stored) { return stored; }
};
template <>
struct Column<bool> {
    using Stored = long long;
    static Stored put(bool value) { return value ? 1 : 0; }
    static bool take(Stored stored) { return stored != 0; }
};
template <>
struct Column<std::string> {
    using Stored = std::string;
    static Stored put(std::string const& value) { return value; }
    static std::string take(Stored const& stored) { return stored; }
};
template <>
struct Column<domain::redaction::Redacted> {
    using Stored = std::string;
    static Stored put(domain::redaction::Redacted const& value) { return value.text(); }
    static domain::redaction::Redacted take(Stored const& stored) {
        return domain::redaction::Maker::make(stored);
    }
};
template <>
struct Column<RawJson> {
    using Stored = std::string;
    static Stored put(RawJson const& value) { return value.text; }
    static RawJson take(Stored const& stored) { return {stored}; }
};
template <>
struct Column<Instant> {
    using Stored = long long;
    static Stored put(Instant value) { return value.ms; }
    static Instant take(Stored stored) { return {stored}; }
};
template <>
struct Column<Cursor> {
    using Stored = long long;
    static Stored put(Cursor value) { return value.value; }
    static Cursor take(Stored stored) { return {stored}; }
};
template <class Tag>
struct Column<Id<Tag>> {
    using Stored = long long;
    static Stored put(Id<Tag> id) { return id.value; }
    static Id<Tag> take(Stored stored) { return {stored}; }
};
template <>
struct Column<domain::HeldSkills> {
    using Stored = std::string;
    static domain::HeldSkills take(Stored const& stored) { return domain::held_in(stored); }
};
template <DescribedEnum E>
struct Column<E> {
    using Stored = std::string;
    static Stored put(E value) { return std::string{word(value)}; }
    static E take(Stored const& stored) {
        auto const value = from_word<E>(stored);
        ENSURE(value);
        return *value;
    }
};

/// A place in memory to which SOCI binds one parameter or result.
template <class T>
struct Cell {
    typename Column<T>::Stored stored{};
    soci::indicator indicator = soci::i_ok;

    void put(T const& value) { stored = Column<T>::put(value); }
    T take() const {
        ENSURE(indicator == soci::i_ok);  // NULL in a column that is read as not optional
        return Column<T>::take(stored);
    }
};
template <class T>
struct Cell<std::optional<T>> {
    typename Column<T>::Stored stored{};
    soci::indicator indicator = soci::i_null;

    void put(std::optional<T> const& value) {
        indicator = value ? soci::i_ok : soci::i_null;
        if (value) stored = Column<T>::put(*value);
    }
    std::optional<T> take() const {
        return indicator == soci::i_ok ? std::optional{Column<T>::take(stored)} : std::nullopt;
    }
};

/// The column types of a row: the members of a described struct in their order, or one value.
template <class Row>
struct RowCells {
    using Tuple = std::tuple<Cell<Row>>;
    static Row take(Tuple const& cells) { return std::get<0>(cells).take(); }
};
template <DescribedStruct Row>
struct RowCells<Row> {
    template <class Descriptor>
    using CellOf = Cell<std::remove_cvref_t<decltype(std::declval<Row&>().*Descriptor::pointer)>>;
    using Tuple =
        boost::mp11::mp_rename<boost::mp11::mp_transform<CellOf, PublicMembers<Row>>, std::tuple>;
    static Row take(Tuple const& cells) {
        Row row{};
        boost::mp11::mp_for_each<boost::mp11::mp_iota<boost::mp11::mp_size<PublicMembers<Row>>>>(
            [&](auto index) {
                using Descriptor = boost::mp11::mp_at<PublicMembers<Row>, decltype(index)>;
                row.*Descriptor::pointer = std::get<index>(cells).take();
            });
        return row;
    }
};

struct NoRow {};
template <>
struct RowCells<NoRow> {
    using Tuple = std::tuple<>;
};

/// Statement<Row, Parameters...>: `Row` is a described struct, one column's type, or NoRow.
template <class Row, class... In>
class Statement {
  public:
    Statement(Database& session, std::string text) : session_(session), text_(std::move(text)) {}
    Statement(Statement const&) = delete;
    Statement& operator=(Statement const&) = delete;

    /// The first row, if any.
    std::optional<Row> first(In const&... in) {
        std::optional<Row> row;
        each(
            [&](Row&& found) {
                if (!row) row = std::move(found);
            },
            in...);
        return row;
    }

    std::vector<Row> all(In const&... in) {
        std::vector<Row> rows;
        each([&](Row&& found) { rows.push_back(std::move(found)); }, in...);
        return rows;
    }

    /// Runs a statement without result; gives the number of rows changed.
    std::int64_t run(In const&... in) {
        bind(in...);
        ++session_.writes;
        execute();
        return statement_->get_affected_rows();
    }

  private:
    template <class Visit>
    void each(Visit visit, In const&... in) {
        bind(in...);
        bool found = execute();
        while (found) {
            visit(RowCells<Row>::take(out_));
            found = statement_->fetch();
        }
    }

    void bind(In const&... in) {
        if (!statement_) prepare();
        if (!bound_) bind_cells();
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (std::get<I>(in_).put(in), ...);
        }(std::index_sequence_for<In...>{});
    }

    bool execute() {
        session_.settle();
        try {
            return statement_->execute(true);
        } catch (...) {
            // SOCI would leak the parameters of a failed execution.
            statement_->bind_clean_up();
            bound_ = false;
            throw;
        }
    }

    void prepare() {
        statement_ = std::make_unique<soci::statement>(session_);
        statement_->alloc();
        statement_->prepare(text_);
    }

    void bind_cells() {
        std::apply(
            [&](auto&... cell) {
                (statement_->exchange(soci::use(cell.stored, cell.indicator)), ...);
            },
            in_);
        std::apply(
            [&](auto&... cell) {
                (statement_->exchange(soci::into(cell.stored, cell.indicator)), ...);
            },
            out_);
        statement_->define_and_bind();
        bound_ = true;
    }

    Database& session_;
    std::string text_;
    std::tuple<Cell<In>...> in_;
    typename RowCells<Row>::Tuple out_;
    std::unique_ptr<soci::statement> statement_;
    bool bound_ = false;
};

}  // namespace parley::store
