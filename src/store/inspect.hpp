#pragma once
// What is right with a database and what is wrong, for `parley doctor`. Only looks.

#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "store/open.hpp"

namespace parley::store {

/// A warning: works, but not as promised or not for long. An error: does not work, or loses data.
BOOST_DEFINE_FIXED_ENUM_CLASS(Verdict, int, ok, warning, error)

struct Finding {
    std::string check;  // a word by which programs know it
    Verdict verdict;
    std::string text;  // a sentence for people
};
BOOST_DESCRIBE_STRUCT(Finding, (), (check, verdict, text))

/// Reads all of the data where `thorough`; else what can be told within seconds. Throws nothing: a
/// database that cannot be reached is an error among the findings.
std::vector<Finding> inspect(Place const& place, bool thorough);

/// Whether the tables are those of this program.
Finding inspect_schema(int schema);

}  // namespace parley::store
