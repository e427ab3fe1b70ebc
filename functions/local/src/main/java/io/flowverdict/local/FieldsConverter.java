package io.flowverdict.local;

import io.flowverdict.core.flowlog.FlowLogFormat;
import io.flowverdict.core.flowlog.FlowLogFormatException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads the value of `--fields`.
final class FieldsConverter implements ITypeConverter<FlowLogFormat> {

  @Override
  public FlowLogFormat convert(String value) {
    try {
      return FlowLogFormat.parse(value);
    } catch (FlowLogFormatException refused) {
      throw new TypeConversionException(refused.getMessage());
    }
  }
}
