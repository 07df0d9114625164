#pragma once
// The rows of a result, field by field, without a copy of what is only looked at.

#include <charconv>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <libpq-fe.h>

namespace parley::store::postgresql {

using Result = std::unique_ptr<PGresult, void (*)(PGresult*)>;

class Rows {
  public:
    explicit Rows(Result const& result) : result_(result.get()) {}

    int size() const { return PQntuples(result_); }
    bool is_null(int row, int column) const { return PQgetisnull(result_, row, column) == 1; }

    /// Lives as long as the result.
    std::string_view text(int row, int column) const {
        return {PQgetvalue(result_, row, column),
                static_cast<std::size_t>(PQgetlength(result_, row, column))};
    }
    /// REQUIRES: a number; what is none, NULL for instance, gives 0.
    std::int64_t number(int row, int column) const {
        auto const digits = text(row, column);
        std::int64_t value = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return value;
    }
    /// An id, an instant or a number, where there is one.
    template <class Any>
    std::optional<Any> maybe(int row, int column) const {
        if (is_null(row, column)) return std::nullopt;
        return Any{number(row, column)};
    }
    std::optional<std::string> maybe_text(int row, int column) const {
        if (is_null(row, column)) return std::nullopt;
        return std::string{text(row, column)};
    }

  private:
    PGresult* result_;
};

}  // namespace parley::store::postgresql
