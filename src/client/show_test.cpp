#include "client/show.hpp"

#include <gmock/gmock.h>

namespace parley::client {
namespace {

TEST(Show, FiguresAreGrouped) {
    EXPECT_EQ(grouped(0), "0");
    EXPECT_EQ(grouped(999), "999");
    EXPECT_EQ(grouped(1000), "1,000");
    EXPECT_EQ(grouped(-1234567), "-1,234,567");
    EXPECT_EQ(decimal(1234.56, 1), "1,234.6");
    EXPECT_EQ(decimal(-0.25, 2), "-0.25");
    EXPECT_EQ(decimal(999.96, 1), "1,000.0");
    EXPECT_EQ(decimal(41, 0), "41");
    EXPECT_EQ(in_ms(0.234), "0.23");
    EXPECT_EQ(in_ms(12.34), "12.3");
    EXPECT_EQ(in_ms(1234), "1,234");
}

TEST(Show, ATablesColumnsAreEven) {
    EXPECT_EQ(table({{"chats", "2,000"}, {"messages", "36"}}),
              "  chats      2,000\n"
              "  messages      36\n");
}

}  // namespace
}  // namespace parley::client
