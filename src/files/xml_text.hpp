#pragma once
// The text in the XML of office documents, whichever family: what stands in a paragraph hangs
// together, cells of a row have a space between them, and rows and paragraphs stand in lines.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "files/reading.hpp"

namespace parley::files {

/// What the cells of a workbook refer to by number.
class SharedStrings {
  public:
    void begin() { begins_.push_back(static_cast<std::uint32_t>(all_.size())); }
    void add(std::string_view text) { all_.append(text); }
    /// Empty where there is no such number.
    std::string_view at(std::string_view number) const;

  private:
    std::string all_;
    std::vector<std::uint32_t> begins_;
};

void read_shared_strings(std::string_view xml, SharedStrings& strings);
void read_xml(std::string_view xml, SharedStrings const& strings, Reading& reading);

}  // namespace parley::files
