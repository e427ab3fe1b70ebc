package io.flowverdict.local;

import io.flowverdict.core.explain.End;
import io.flowverdict.core.explain.UnanswerableException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads an end of a question.
final class EndConverter implements ITypeConverter<End> {

  @Override
  public End convert(String value) {
    try {
      return End.parse(value);
    } catch (UnanswerableException noEnd) {
      throw new TypeConversionException(noEnd.getMessage());
    }
  }
}
