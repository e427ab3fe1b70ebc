/// Decompressing DEFLATE ([RFC 1951](https://www.rfc-editor.org/rfc/rfc1951)), faster than
/// [java.util.zip.Inflater] on text that repeats itself.
@NullMarked
package io.flowverdict.core.deflate;

import org.jspecify.annotations.NullMarked;
