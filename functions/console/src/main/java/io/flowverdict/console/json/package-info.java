/// The answers as JSON, for programs.
@NullMarked
package io.flowverdict.console.json;

import org.jspecify.annotations.NullMarked;
