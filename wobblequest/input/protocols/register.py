"""The protocols that are known, in the order in which detection prefers them: what cannot be mistaken first, bare numbers last."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from wobblequest.input.protocols.bno_lines import BnoDecoder, BnoEncoder
from wobblequest.input.protocols.bno_rvc import RvcDecoder, RvcEncoder
from wobblequest.input.protocols.board_blocks import BlocksDecoder, BlocksEncoder
from wobblequest.input.protocols.csv_lines import CsvDecoder, CsvEncoder
from wobblequest.input.protocols.decoder import Decoder, Encoder
from wobblequest.input.protocols.ebimu import EbimuDecoder, EbimuEncoder
from wobblequest.input.protocols.gy25 import Gy25Decoder, Gy25Encoder
from wobblequest.input.protocols.json_lines import JsonDecoder, JsonEncoder
from wobblequest.input.protocols.keyvalue import KeyValueDecoder, KeyValueEncoder
from wobblequest.input.protocols.mip import MipDecoder, MipEncoder
from wobblequest.input.protocols.mpu6050_dmp import DmpDecoder, DmpEncoder
from wobblequest.input.protocols.mpu6050_raw import MpuRawDecoder, MpuRawEncoder
from wobblequest.input.protocols.razor import RazorDecoder, RazorEncoder
from wobblequest.input.protocols.razor_binary import RazorBinaryDecoder, RazorBinaryEncoder
from wobblequest.input.protocols.sensor_server import SensorServerDecoder, SensorServerEncoder
from wobblequest.input.protocols.sensorstream import SensorstreamDecoder, SensorstreamEncoder
from wobblequest.input.protocols.teapot import TeapotDecoder, TeapotEncoder
from wobblequest.input.protocols.usi_board import UsiDecoder, UsiEncoder
from wobblequest.input.protocols.witmotion import WitMotionDecoder, WitMotionEncoder
from wobblequest.input.protocols.witmotion_ble import WitMotionBleDecoder, WitMotionBleEncoder
from wobblequest.input.protocols.wobblequest import ASK, WobbleQuestDecoder, WobbleQuestEncoder
from wobblequest.input.protocols.ximu3 import Ximu3Decoder, Ximu3Encoder
from wobblequest.input.protocols.xsens import XsensDecoder, XsensEncoder
from wobblequest.input.protocols.zig_sim import ZigSimDecoder, ZigSimEncoder


class Codec(NamedTuple):
    """Makers of a fresh decoder and a fresh encoder.

    ask : what to write once the protocol is known, so that the board tells who it is (then its decoder is `Identified`). Only firmware
    that is known to take it harmlessly has one.
    """

    decoder: Callable[[], Decoder]
    encoder: Callable[[], Encoder]
    ask: bytes = b""


PROTOCOLS: Mapping[str, Codec] = {
    "wobblequest": Codec(WobbleQuestDecoder, WobbleQuestEncoder, ASK),
    "witmotion": Codec(WitMotionDecoder, WitMotionEncoder),
    "witmotion-ble": Codec(WitMotionBleDecoder, WitMotionBleEncoder),
    "bno-rvc": Codec(RvcDecoder, RvcEncoder),
    "xsens": Codec(XsensDecoder, XsensEncoder),
    "mip": Codec(MipDecoder, MipEncoder),
    "teapot": Codec(TeapotDecoder, TeapotEncoder),
    "ximu3": Codec(Ximu3Decoder, Ximu3Encoder),
    "gy25": Codec(Gy25Decoder, Gy25Encoder),
    "razor-binary": Codec(RazorBinaryDecoder, RazorBinaryEncoder),
    "razor": Codec(RazorDecoder, RazorEncoder),
    "mpu6050-dmp": Codec(DmpDecoder, DmpEncoder),
    "mpu6050-raw": Codec(MpuRawDecoder, MpuRawEncoder),
    "ebimu": Codec(EbimuDecoder, EbimuEncoder),
    "sensor-server": Codec(SensorServerDecoder, SensorServerEncoder),
    "zig-sim": Codec(ZigSimDecoder, ZigSimEncoder),
    "sensorstream": Codec(SensorstreamDecoder, SensorstreamEncoder),
    "json": Codec(JsonDecoder, JsonEncoder),
    "usi-board": Codec(UsiDecoder, UsiEncoder),
    "bno-lines": Codec(BnoDecoder, BnoEncoder),
    "board-blocks": Codec(BlocksDecoder, BlocksEncoder),
    "keyvalue": Codec(KeyValueDecoder, KeyValueEncoder),
    "csv": Codec(CsvDecoder, CsvEncoder),
}
