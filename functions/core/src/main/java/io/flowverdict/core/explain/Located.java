package io.flowverdict.core.explain;

import java.util.List;

/// A question put to a configuration.
///
/// @param notes what had to be chosen or assumed, as sentences
record Located(Exchange exchange, List<String> notes) {
  Located {
    notes = List.copyOf(notes);
  }
}
