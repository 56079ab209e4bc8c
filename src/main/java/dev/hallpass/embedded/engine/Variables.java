package dev.hallpass.embedded.engine;

import io.camunda.zeebe.protocol.impl.encoding.MsgPackConverter;
import io.camunda.zeebe.util.buffer.BufferUtil;
import org.agrona.DirectBuffer;

/** Variables on their way between JSON, as clients write them, and MessagePack, as the engine keeps them. */
final class Variables {

    private Variables() {}

    /**
     * Encodes a JSON object; an empty text means none.
     *
     * @throws RuntimeException when the text is not JSON; whether it is an object the record that takes it in checks
     */
    static DirectBuffer encode(String json) {
        try {
            return BufferUtil.wrapArray(MsgPackConverter.convertToMsgPack(json.isBlank() ? "{}" : json));
        } catch (RuntimeException e) {
            throw CommandFailedException.invalid("The variables are not a JSON document: " + json);
        }
    }

    static String decode(DirectBuffer encoded) {
        return MsgPackConverter.convertToJson(BufferUtil.bufferAsArray(encoded));
    }
}
