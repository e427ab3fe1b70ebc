/// HTML as values, of which nothing from outside can become a tag.
@NullMarked
package io.flowverdict.console.html;

import org.jspecify.annotations.NullMarked;
