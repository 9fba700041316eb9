package olympics.pygmy;

import olympics.process.core.ProcessId;
import olympics.rpc.CausalClock;
import olympics.rpc.RequestSigner;
import olympics.rpc.XmlRpcCodec;

/**
 * What several parts of one balancer share.
 *
 * @param id this life of this balancer
 * @param codec reads and writes XML-RPC
 * @param signer signs what is forwarded
 * @param causality the vector clock that is relayed
 * @param counters how often what happened
 * @param clock running time
 */
record Tools(
    ProcessId id,
    XmlRpcCodec codec,
    RequestSigner signer,
    CausalClock causality,
    Counters counters,
    LoopClock clock) {}
