"""A picture of somebody's practice as an SVG document."""

from __future__ import annotations

from wobblequest.core.theme import Theme
from wobblequest.language.catalogue import Catalogue
from wobblequest.report.face import path_svg, rose_svg
from wobblequest.report.history import profile_svg, trend_svg
from wobblequest.session.pictured import PathPicture, Picture, ProfilePicture, RosePicture, TrendPicture


def svg(picture: Picture, theme: Theme, language: Catalogue) -> str:
    """The document, with a title and a description for who cannot see it; it refers to nothing outside itself."""
    match picture:
        case PathPicture():
            return path_svg(picture, theme, language)
        case RosePicture():
            return rose_svg(picture, theme, language)
        case TrendPicture():
            return trend_svg(picture, theme, language)
        case ProfilePicture():
            return profile_svg(picture, theme, language)
