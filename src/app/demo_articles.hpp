#pragma once
// Articles of the demo shop's support centre, in German and English.

#include "store/tx.hpp"

namespace parley::app {

/// Published, written by this administrator.
void add_demo_articles(store::Tx& tx, UserId administrator);

}  // namespace parley::app
