#pragma once
// Prepared answers of the demo shop, in German and English.

#include "store/tx.hpp"

namespace parley::app {

/// For all, made by this administrator.
void add_demo_canned(store::Tx& tx, UserId administrator);

}  // namespace parley::app
