/// What can be asked, and what the answers are, whatever they look like.
@NullMarked
package io.flowverdict.console.query;

import org.jspecify.annotations.NullMarked;
