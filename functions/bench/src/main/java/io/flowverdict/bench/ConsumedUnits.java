package io.flowverdict.bench;

import java.util.concurrent.atomic.DoubleAdder;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// Adds up the write units that DynamoDB says its answers took, indexes included. Thread-safe.
final class ConsumedUnits implements ExecutionInterceptor {

  private final DoubleAdder written = new DoubleAdder();

  double written() {
    return written.sum();
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    return switch (context.request()) {
      case PutItemRequest put ->
          put.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build();
      case UpdateItemRequest update ->
          update.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build();
      case SdkRequest other -> other;
    };
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    switch (context.response()) {
      case PutItemResponse put -> add(put.consumedCapacity());
      case UpdateItemResponse update -> add(update.consumedCapacity());
      case Object _ -> {}
    }
  }

  private void add(ConsumedCapacity capacity) {
    written.add(capacity.capacityUnits());
  }
}
