"""Invented tables, typeset in many layouts by several producers, and read back: how true is the reading?"""
